// Looks up what a reference may mean while one types; without it, the title alone will do.
(function () {
  "use strict";
  document.querySelectorAll("form[data-lookup-at]").forEach(function (form) {
    var at = form.dataset.lookupAt;
    form.querySelectorAll("[data-lookup]").forEach(function (line) {
      var list = document.getElementById(line.getAttribute("list"));
      var waiting = 0;
      var asked = 0;
      function ask() {
        var text = line.value;
        if (text.indexOf("#") >= 0) { return; }
        var mine = ++asked;
        fetch(at + "?name=" + encodeURIComponent(line.dataset.lookup) + "&query=" + encodeURIComponent(text), { credentials: "same-origin" })
          .then(function (answer) { return answer.ok ? answer.json() : []; })
          .then(function (found) {
            if (mine !== asked) { return; } // an older answer that came late
            list.textContent = "";
            found.forEach(function (pair) {
              var option = document.createElement("option");
              option.value = pair[1] + "#" + pair[0];
              list.appendChild(option);
            });
          });
      }
      line.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(ask, 200); });
      line.addEventListener("focus", ask, { once: true });
    });
  });
}());
