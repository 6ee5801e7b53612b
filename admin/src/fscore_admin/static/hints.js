// Works a number out from another one while nobody has written it, and says what a number means once it meets a rule.
// The rules stand in the page; without this script the notices stand there all the time, and the form takes it the same.
(function () {
  "use strict";
  var meets = {
    ge: function (a, b) { return a >= b; },
    gt: function (a, b) { return a > b; },
    le: function (a, b) { return a <= b; },
    lt: function (a, b) { return a < b; },
    eq: function (a, b) { return a === b; }
  };
  function number(text) {
    // Full-width digits are digits here as well.
    var plain = text.normalize("NFKC").trim();
    return /^[0-9]+([.][0-9]+)?$/.test(plain) ? Number(plain) : null;
  }
  function estimate(field) {
    var found = number(document.getElementById(field.dataset.estimateOf).value);
    return found === null ? "" : String(Math.floor(found * Number(field.dataset.estimateBy)));
  }
  document.querySelectorAll("[data-estimate-of]").forEach(function (field) {
    // What stands there is the person's own, unless it is what we would have worked out.
    var own = field.value !== "" && field.value !== estimate(field);
    field.addEventListener("input", function () { own = field.value !== ""; });
    document.getElementById(field.dataset.estimateOf).addEventListener("input", function () {
      if (own) { return; }
      field.value = estimate(field);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  document.querySelectorAll("[data-notice-of]").forEach(function (notice) {
    var field = document.getElementById(notice.dataset.noticeOf);
    function look() {
      var found = number(field.value);
      var met = found !== null && meets[notice.dataset.op](found, Number(notice.dataset.value));
      notice.hidden = !met;
      notice.classList.toggle("is-met", met);
    }
    field.addEventListener("input", look);
    field.addEventListener("change", look);
    look();
  });
}());
