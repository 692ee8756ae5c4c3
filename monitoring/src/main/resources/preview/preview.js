'use strict';
// Draws each chart from the options in it. What went wrong shows on the page, and to the test that opens it.
const failures = [];
window.addEventListener('error', (event) => failures.push(event.message));

function draw(place) {
  const given = JSON.parse(place.querySelector('script').textContent);
  const { min, max, interval, marks } = given.yAxis;
  const chart = echarts.init(place, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    grid: { left: 8, right: 12, top: 8, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'time', min: given.xAxis.min, max: given.xAxis.max, axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value', min, max, interval,
      axisLabel: { formatter: (value) => marks[Math.round((value - min) / interval)] ?? '' },
    },
    series: given.series.map((series) => ({ symbolSize: 4, ...series })),
    useUTC: true,
  });
  window.addEventListener('resize', () => chart.resize());
}

let drawn = 0;
for (const place of document.querySelectorAll('.chart')) {
  try {
    draw(place);
    drawn++;
  } catch (error) {
    failures.push(String(error));
    place.className = 'error';
    place.textContent = String(error);
  }
}
document.body.dataset.drawn = drawn;
document.body.dataset.failures = failures.join('; ');
