const about = await (await fetch("/v1/staircase/page")).json();
for (const model of about.models) {
  document.getElementById("models").append(Object.assign(document.createElement("li"), { textContent: model.name }));
}
