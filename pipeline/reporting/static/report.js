"use strict";
// The switches of the pages and the search. Pages work without it, in English and with every layer that is on at first.
const dragoman = (() => {
  const html = document.documentElement;
  const kept = (name, value) => { try { if (value !== undefined) localStorage.setItem(name, value); return localStorage.getItem(name); } catch { return value ?? null; } };
  const language = (kept("ui") ?? (navigator.language || "en").slice(0, 2)) === "ru" ? "ru" : "en";
  const set = (lang) => { html.dataset.ui = lang; html.lang = lang; };
  set(language);
  if (kept("mode")) html.dataset.mode = kept("mode");

  const entries = new Map(), tokens = new Map(), waiting = new Map();
  const load = (file) => {  // a script file once; a missing one means that no word begins so
    if (!waiting.has(file)) waiting.set(file, new Promise((done) => {
      const script = document.createElement("script");
      script.src = document.body.dataset.root + "search/" + file + ".js";
      script.onload = script.onerror = () => done();
      document.head.append(script);
    }));
    return waiting.get(file);
  };
  const fileOf = (start) => "w" + [...start].map((c) => c.codePointAt(0).toString(16)).join("-");
  const CHUNK = 400, SHOWN = 60;

  async function find(query) {
    const words = (query.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) || []).slice(0, 8);
    let hits = null;
    for (const word of words) {
      const start = [...word].slice(0, 2).join("");
      await load(fileOf(start));
      const mine = new Set();
      for (const [token, numbers] of Object.entries(tokens.get(start) || {})) if (token.startsWith(word)) numbers.forEach((n) => mine.add(n));
      hits = hits === null ? mine : new Set([...hits].filter((n) => mine.has(n)));
    }
    const found = [...(hits || [])].sort((a, b) => a - b);
    const shown = found.slice(0, SHOWN);
    await Promise.all([...new Set(shown.map((n) => Math.floor(n / CHUNK)))].map((i) => load("r" + i)));
    return { total: found.length, rows: shown.map((n) => entries.get(Math.floor(n / CHUNK))[n % CHUNK]) };
  }

  function searchPage(input) {
    const list = document.getElementById("search-results"), status = document.getElementById("search-status"), none = document.getElementById("search-none");
    let latest = 0;
    const run = async () => {
      const mine = ++latest, query = input.value;
      const { total, rows } = query.trim().length > 1 ? await find(query) : { total: 0, rows: [] };
      if (mine !== latest) return;
      list.replaceChildren(...rows.map(([kind, label, href, note]) => {
        const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
        link.href = document.body.dataset.root + href; link.textContent = label; small.textContent = note || kind;
        item.append(link, small); return item;
      }));
      status.textContent = total ? String(total) : "";
      none.hidden = total > 0 || query.trim().length < 2;
    };
    input.addEventListener("input", run);
    document.getElementById("search-form").addEventListener("submit", (event) => event.preventDefault());
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) { input.value = asked; run(); }
    input.focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("ui-language").addEventListener("click", () => { const to = html.dataset.ui === "en" ? "ru" : "en"; set(to); kept("ui", to); });
    document.getElementById("ui-mode").addEventListener("click", () => {
      const dark = (html.dataset.mode || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
      html.dataset.mode = dark ? "light" : "dark"; kept("mode", html.dataset.mode);
    });
    const text = document.querySelector("article.text");
    for (const box of document.querySelectorAll("input[data-layer]")) {
      const apply = () => text.classList.toggle("hide-" + box.dataset.layer, !box.checked);
      box.addEventListener("change", apply); apply();
    }
    const input = document.getElementById("query");
    if (input) searchPage(input);
  });
  return { words: (start, map) => tokens.set(start, map), results: (i, rows) => entries.set(i, rows) };
})();
