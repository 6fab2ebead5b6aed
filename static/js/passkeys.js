// Passkeys: the device is asked for one, and what it says is sent with the form. Where
// the browser knows none, or runs no scripts, the form says so and its button is shut.
"use strict";

{
  const form = document.querySelector("form[data-passkey]");
  const button = form?.querySelector("button");
  const note = document.createElement("p");
  note.className = "note";
  note.dataset.kind = "error";
  note.setAttribute("role", "alert");

  const say = (words) => {
    note.textContent = words;
    form.prepend(note);
  };

  // What may be asked is in the page, or to be fetched by who is not yet known.
  const options = async () => {
    const kept = document.querySelector("#passkey-options");
    if (kept) return JSON.parse(kept.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  };

  const ask = async () => {
    const asked = await options();
    const isNew = form.dataset.passkey === "create";
    return isNew ? webauthnJSON.create(asked) : webauthnJSON.get(asked);
  };

  const send = async (event) => {
    event.preventDefault();
    note.remove();
    try {
      form.elements.credential.value = JSON.stringify(await ask());
      form.submit();
    } catch (error) {
      const isKnown = error.name === "InvalidStateError" && form.dataset.known;
      say(isKnown || form.dataset.refused);
    }
  };

  if (form && window.PublicKeyCredential) {
    button.disabled = false;
    form.parentElement.hidden = false;
    form.addEventListener("submit", send);
  } else if (form?.dataset.without) {
    say(form.dataset.without);
  }
}
