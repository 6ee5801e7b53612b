// What every page can do: open the menu on a phone, show a password, send a form once, close a message.
"use strict";
document.addEventListener("click", function (event) {
  var opener = event.target.closest("[data-open]");
  if (opener) {
    var opened = document.getElementById(opener.dataset.open).classList.toggle("open");
    opener.setAttribute("aria-expanded", String(opened));
  }
});
document.addEventListener("change", function (event) {
  var shows = event.target.dataset.shows;
  if (shows) {
    shows.split(" ").forEach(function (id) {
      var field = document.getElementById(id);
      if (field) field.type = event.target.checked ? "text" : "password";
    });
  }
});
// A second press on the same button would send the same form twice.
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // What is handed out as a file leaves this page where it is.
  window.setTimeout(function () {
    delete form.dataset.sent;
  }, 5000);
});
// Coming back by the back button, the form may be sent again.
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-sent]").forEach(function (form) {
    delete form.dataset.sent;
  });
});
