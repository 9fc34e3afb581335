// Places of work are offered for the chosen municipality and type of organisation.
(function () {
    "use strict";
    var municipality = document.getElementById("MunicipalityId");
    var kind = document.getElementById("OrganizationTypeId");
    var workplace = document.getElementById("OrganizationId");
    function textOf(select) {
        return select.options[select.selectedIndex] ? select.options[select.selectedIndex].text : "";
    }
    function narrow() {
        Array.prototype.forEach.call(workplace.options, function (option) {
            var fits = !option.value ||
                (option.dataset.municipality === textOf(municipality) && option.dataset.kind === textOf(kind));
            option.hidden = option.disabled = !fits;
            if (!fits && option.selected) {
                workplace.value = "";
            }
        });
    }
    municipality.addEventListener("change", narrow);
    kind.addEventListener("change", narrow);
    narrow();
}());
