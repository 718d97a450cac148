// The page before the page: asks for the one-time code.

import { call } from "./net.js";
import { label, lang, setLang } from "./words.js";

const at = (id) => document.getElementById(id);

at("lang").value = lang;
label();
at("lang").addEventListener("change", (e) => setLang(e.target.value));

at("login").addEventListener("submit", async (e) => {
  e.preventDefault();
  at("problem").textContent = "";
  try {
    await call("POST", "login", { code: at("code").value });
    location.assign("/");
  } catch (error) {
    at("problem").textContent = error.message;
    at("code").select();
  }
});
