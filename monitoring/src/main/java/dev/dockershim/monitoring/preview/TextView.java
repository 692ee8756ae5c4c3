package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.UnsupportedPanelException;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown. */
final class TextView implements PanelView {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    @Override
    public String html(Panel panel, List<Answer> answers) {
        String mode = panel.options().path("mode").asString("markdown");
        if (!mode.equals("markdown")) {
            throw new UnsupportedPanelException("a text in " + mode);
        }
        String markdown = panel.options().path("content").asString("");
        return "<div class=\"text\">" + RENDERER.render(PARSER.parse(markdown)) + "</div>";
    }
}
