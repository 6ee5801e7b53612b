// A sheet on screen: every answer is saved as it is given. Without a connection it is kept on this device, for this
// sitting alone, and sent again. The clock is the server's: this page only counts down what the server said was left.
(function () {
  "use strict";
  var PREFIX = "fscore-sheet ";
  var done = document.getElementById("done") || document.querySelector("[data-leaves]");
  if (done) {
    // Handed in: nothing of this sitting stays on the device.
    try { localStorage.removeItem(PREFIX + (done.dataset.clears || done.dataset.leaves)); } catch (fault) { /* none was kept */ }
    if (done.dataset.leaves) { done.submit(); }
    return;
  }
  var form = document.getElementById("sheet");
  if (!form) { return; }
  var say = form.dataset;
  var token = document.querySelector("meta[name=csrf-token]").content;
  var place = PREFIX + location.pathname;
  var state = document.getElementById("state");
  var told = document.getElementById("told");
  var clock = document.getElementById("clock");
  var questions = {};
  // What is not saved yet, by question: what was entered, the revision it follows, and what was tried already.
  var queue = {};
  var sending = false;
  var ended = false;
  var closing = false;
  var leaving = false;
  var asking = false;
  var wait = 0;
  var retry = 0;
  var due = 0;
  var begun = 0;

  function fill(text, data) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return name in data ? data[name] : all; });
  }

  // The answer to one question, as pairs of name and text

  function values(box) {
    var found = [];
    box.querySelectorAll("input:not([type=hidden]), select, textarea").forEach(function (field) {
      var ticks = field.type === "radio" || field.type === "checkbox";
      if (ticks ? field.checked : field.value !== "") { found.push([field.name, field.value]); }
    });
    return found;
  }
  function put(box, pairs) {
    box.querySelectorAll("input:not([type=hidden]), select, textarea").forEach(function (field) {
      var texts = pairs.filter(function (pair) { return pair[0] === field.name; }).map(function (pair) { return pair[1]; });
      if (field.type === "radio" || field.type === "checkbox") { field.checked = texts.indexOf(field.value) >= 0; } else { field.value = texts[0] || ""; }
    });
  }
  function same(one, other) {
    function plain(pairs) { return JSON.stringify(pairs.filter(function (pair) { return pair[1] !== ""; }).sort()); }
    return plain(one) === plain(other);
  }
  function seen(number) { return questions[number].querySelector("[name^=seen-]"); }

  // What is told

  function mark(number, text, open) {
    var line = questions[number].querySelector(".ex-told");
    line.textContent = text;
    line.hidden = !text;
    line.classList.toggle("is-due", Boolean(open));
  }
  function tell() {
    var count = Object.keys(queue).length;
    var kind = "info";
    var text = say.saySaved;
    if (ended) { kind = "danger"; text = say.sayEnded; } else if (closing) { kind = "warning"; text = say.sayClosing; } else if (count && wait) { kind = "warning"; text = fill(leaving ? say.sayWait : say.sayUnsaved, { count: count }); } else if (count) { text = say.saySaving; } else if (leaving) { text = say.saySaving; } else { kind = "success"; }
    if (told.textContent !== text) { told.textContent = text; }
    state.className = "alert alert-" + kind;
    var whole = Object.keys(questions);
    var part = whole.filter(function (number) { return values(questions[number]).length > 0; });
    document.getElementById("count").textContent = fill(say.sayCount, { part: part.length, whole: whole.length });
  }

  // The queue

  function keep() {
    try {
      if (Object.keys(queue).length) { localStorage.setItem(place, JSON.stringify(queue)); } else { localStorage.removeItem(place); }
    } catch (fault) { /* a private window keeps nothing: the answers are still in the page */ }
  }
  function kept() {
    try { return JSON.parse(localStorage.getItem(place) || "{}"); } catch (fault) { return {}; }
  }
  function changed(number) {
    var former = queue[number];
    leaving = false;
    queue[number] = { values: values(questions[number]), seen: former ? former.seen : seen(number).value, tried: former ? former.tried : [] };
    mark(number, wait ? say.sayOne : "", wait);
    keep();
    tell();
    send();
  }
  function later() {
    wait = Math.min(wait ? wait * 2 : 2000, 15000);
    clearTimeout(retry);
    retry = setTimeout(send, wait);
    Object.keys(queue).forEach(function (number) { mark(number, say.sayOne, true); });
    tell();
  }
  function send() {
    var number = Object.keys(queue)[0];
    if (number === undefined) {
      if (leaving) { location.href = say.check; }
      return;
    }
    if (sending || ended) { return; }
    sending = true;
    clearTimeout(retry);
    var entry = queue[number];
    var body = new URLSearchParams(entry.values);
    body.set("seen-" + number, entry.seen);
    entry.tried.push(entry.values);
    keep();
    fetch(say.save.replace(/0$/, number), { method: "POST", body: body, credentials: "same-origin", redirect: "error", headers: { "X-CSRF-Token": token, Accept: "application/json" } })
      .then(function (answer) {
        if (answer.ok || answer.status === 409) { return answer.json().then(function (data) { took(number, entry, answer.ok, data); }); }
        if (answer.status === 422) { return answer.json().then(function (data) { drop(number, data.detail); }); }
        if (answer.status >= 500 || answer.status === 429) { throw new Error("busy"); }
        ended = true;
        return null;
      })
      .then(function () { sending = false; tell(); send(); }, function () { sending = false; later(); });
  }
  function took(number, entry, saved, data) {
    wait = 0;
    if (data.left !== undefined) { start(data.left); }
    if (data.over) { queue = {}; keep(); over(); return; }
    if (data.revision === undefined) { throw new Error("busy"); }
    seen(number).value = data.revision;
    var newer = queue[number] !== entry;
    if (!saved) {
      // Another answer is there: one that this page sent and never heard of again, or somebody else's.
      if (entry.tried.some(function (one) { return same(one, data.values); })) { queue[number].seen = data.revision; keep(); return; }
      put(questions[number], data.values);
      drop(number, say.sayOther);
      return;
    }
    if (newer) { queue[number].seen = data.revision; } else { delete queue[number]; mark(number, say.sayKept, false); }
    keep();
  }
  function drop(number, text) {
    delete queue[number];
    mark(number, text, true);
    keep();
  }

  // The clock

  function start(left) {
    // Both clocks of the device are asked: one stands still while it sleeps, the other may be set.
    due = left;
    begun = [performance.now(), Date.now()];
  }
  function left() {
    var gone = Math.max(performance.now() - begun[0], Math.min(Date.now() - begun[1], 24 * 3600e3), 0);
    return Math.max(0, Math.ceil(due - gone / 1000));
  }
  function time(seconds) {
    var rest = String(seconds % 60);
    return Math.floor(seconds / 60) + ":" + (rest.length < 2 ? "0" + rest : rest);
  }
  function tick() {
    var seconds = left();
    clock.textContent = seconds ? fill(say.sayLeft, { time: time(seconds) }) : say.sayUp;
    document.body.classList.toggle("ex-soon", seconds < 300);
    // A clock that runs is not read out; that it runs out is.
    if ((seconds === 300 || seconds === 60) && !Object.keys(queue).length) { told.textContent = fill(say.saySoon, { time: time(seconds) }); }
    if (!seconds && !closing) { ask(); }
  }
  function ask() {
    // Only the server says that the time is up, so a device whose clock jumps hands nothing in.
    if (asking) { return; }
    asking = true;
    fetch(say.clock, { credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" } })
      .then(function (answer) { if (!answer.ok) { throw new Error("busy"); } return answer.json(); })
      .then(function (data) {
        asking = false;
        start(data.left);
        if (data.over || !data.left) { over(); } else { closing = false; }
      }, function () {
        asking = false;
        if (!left()) { closing = true; freeze(); tell(); setTimeout(ask, 3000); }
      });
  }
  function freeze() { form.querySelectorAll("fieldset").forEach(function (box) { box.disabled = true; }); }
  function over() {
    closing = true;
    freeze();
    queue = {};
    keep();
    document.getElementById("over").submit();
  }

  form.querySelectorAll(".ex-question").forEach(function (box) {
    var number = box.dataset.place;
    var typing = 0;
    questions[number] = box;
    box.addEventListener("change", function () { clearTimeout(typing); changed(number); });
    box.addEventListener("input", function (event) {
      if (event.target.type === "radio" || event.target.type === "checkbox" || event.target.tagName === "SELECT") { return; }
      clearTimeout(typing);
      typing = setTimeout(function () { changed(number); }, 800);
    });
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    // It goes on to handing in by itself, once everything is saved.
    leaving = true;
    tell();
    send();
  });
  window.addEventListener("online", function () { wait = 0; send(); ask(); });
  window.addEventListener("offline", function () { if (Object.keys(queue).length) { later(); } });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { send(); ask(); } });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });

  document.getElementById("keep").hidden = true;
  start(Number(say.left));
  var former = kept();
  Object.keys(former).forEach(function (number) {
    if (!questions[number]) { return; }
    queue[number] = former[number];
    put(questions[number], former[number].values);
  });
  tell();
  if (!Object.keys(queue).length) { told.textContent = say.sayFresh; state.className = "alert alert-info"; }
  tick();
  setInterval(tick, 1000);
  setInterval(ask, 300e3); // keeps the session awake while somebody only reads
  send();
}());
