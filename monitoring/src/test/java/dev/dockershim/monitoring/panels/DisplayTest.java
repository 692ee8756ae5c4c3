package dev.dockershim.monitoring.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DisplayTest {

    private static FieldOptions options(String json) {
        return new FieldOptions(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    private static final FieldOptions THRESHOLDS = options("{'unit':'short','color':{'mode':'thresholds'},'thresholds':"
            + "{'mode':'absolute','steps':[{'value':null,'color':'green'},{'value':1,'color':'red'}]}}");

    private static final FieldOptions MAPPED = options("{'unit':'short','color':{'mode':'thresholds'},'thresholds':"
            + "{'steps':[{'value':null,'color':'text'}]},'noValue':'not known','mappings':["
            + "{'type':'value','options':{'0':{'text':'none','color':'green'},'pass':{'color':'blue'}}},"
            + "{'type':'range','options':{'from':10,'to':20,'result':{'text':'many'}}},"
            + "{'type':'regex','options':{'pattern':'/^a.*/','result':{'text':'begins with a'}}},"
            + "{'type':'special','options':{'match':'nan','result':{'text':'no number'}}}]}");

    @ParameterizedTest
    @CsvSource({"0, #56a64b", "0.9, #56a64b", "1, #e02f44", "5, #e02f44", "-1, #56a64b"})
    void theLastStepThatIsReachedGivesTheColour(double value, String color) {
        assertThat(Display.of(value, THRESHOLDS).color()).isEqualTo(color);
    }

    @ParameterizedTest
    @CsvSource({"0, none, #56a64b", "15, many, #24292e", "21, 21, #24292e", "NaN, no number, #24292e"})
    void mappingsStandForNumbers(double value, String text, String color) {
        assertThat(Display.of(value, MAPPED)).isEqualTo(new Display(text, color));
    }

    @ParameterizedTest
    @CsvSource({"pass, pass, #3274d9", "abc, begins with a,", "other, other,"})
    void mappingsStandForTexts(String value, String text, String color) {
        assertThat(Display.of(value, MAPPED)).isEqualTo(new Display(text, color));
    }

    @Test
    void nothingHasItsText() {
        assertThat(Display.none(MAPPED)).isEqualTo(new Display("not known", null));
    }

    @Test
    void aFixedColour() {
        assertThat(Display.of(1, options("{'color':{'mode':'fixed','fixedColor':'dark-red'}}"))
                        .color())
                .isEqualTo("#ad0317");
    }

    @Test
    void whatIsNotKnownIsNotLeftOut() {
        assertThatThrownBy(() -> Display.of(1, options("{'mappings':[{'type':'magic'}]}")))
                .isInstanceOf(UnsupportedPanelException.class);
        assertThatThrownBy(() -> Colors.css("mauve")).isInstanceOf(UnsupportedPanelException.class);
    }
}
