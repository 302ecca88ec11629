/* Draws each chart anew, so that its values can be read with the pointer; drag to look closer,
   double-click to see all. Times are the local ones of the report, whatever the reader's zone. */
(function () {
  "use strict";
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  var ink = dark ? "#e6e6e6" : "#1a1a1a", grid = dark ? "#3a3a3a" : "#e2e2e2";
  var line = dark ? "#6cc0f5" : "#0072b2", band = dark ? "#6cc0f540" : "#0072b230";
  var above = dark ? "#e8752a" : "#b34700";
  var asUtc = function (seconds) { return uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"); };
  var axis = { stroke: ink, grid: { stroke: grid }, ticks: { stroke: grid } };
  document.querySelectorAll("figure[data-chart]").forEach(function (figure) {
    var it = JSON.parse(figure.dataset.chart), still = figure.querySelector("svg");
    var loud = it.n.map(function (n, i) { return n !== null && it.high[i] !== null && n > it.high[i] ? n : null; });
    /* Without the pointer on the chart there is no place, and so no value to name. */
    var named = function (none, some) {
      return function (u, value, series, place) {
        return place === null ? "" : value === null ? none : some || value + it.unit;
      };
    };
    var place = document.createElement("div");
    place.className = "live";
    figure.insertBefore(place, still);
    var chart = new uPlot({
      width: figure.clientWidth, height: 260, tzDate: asUtc,
      scales: { y: { range: function (u, low, high) { return [0, Math.max(1, high) * 1.05]; } } },
      axes: [
        Object.assign({ values: [
          [86400, "{DD} {MMM}", null, null, null, null, null, null, 1],
          [3600, "{HH}:{mm}", "\n{DD} {MMM}", null, "\n{DD} {MMM}", null, null, null, 1],
          [60, "{HH}:{mm}", "\n{DD} {MMM}", null, "\n{DD} {MMM}", null, null, null, 1]
        ] }, axis),
        Object.assign({ size: 50 }, it.unit ? { values: function (u, marks) {
          return marks.map(function (mark) { return mark + it.unit; });
        } } : {}, axis)
      ],
      series: [
        { label: "Point at the chart", value: it.whole ? "{WWW} {DD} {MMM}" : "{WWW} {DD} {MMM} {HH}:{mm}" },
        { label: it.what, stroke: line, width: 2, points: { show: false }, value: named(it.gap) }
      ].concat(it.unit ? [] : [
        { label: "Usual up to", stroke: "transparent", points: { show: false }, value: named("not known") },
        { label: "Usual from", stroke: "transparent", points: { show: false }, value: named("not known") },
        { label: "Above usual", stroke: above, width: 0, points: { show: true, size: 7, fill: above },
          value: named("no", "yes") }
      ]),
      bands: it.unit ? [] : [{ series: [2, 3], fill: band }]
    }, it.unit ? [it.t, it.n] : [it.t, it.n, it.high, it.low, loud], place);
    still.classList.add("still");
    addEventListener("resize", function () { chart.setSize({ width: figure.clientWidth, height: 260 }); });
  });
})();
