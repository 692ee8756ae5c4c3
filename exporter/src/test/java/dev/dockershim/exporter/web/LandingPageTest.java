package dev.dockershim.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.web.LandingPage.Row;
import dev.dockershim.exporter.web.LandingPage.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingPageTest {

    @Test
    void showsRowsBySection() {
        String page = render(
                "node-1",
                List.of(
                        new Row("Sources", "kubelet_summary", "read 2 s ago", State.OK),
                        new Row("Sources", "cri", "connection refused", State.BAD),
                        new Row("Runtime", "version", "", State.UNKNOWN)));

        assertThat(page)
                .contains("<title>dockershim-exporter on node-1</title>")
                .contains("<h1>dockershim-exporter</h1>", "Version 1.2.3, node node-1", "<p>Gives back series.</p>")
                .contains("<a href=\"/metrics\">", "<a href=\"/-/healthy\">", "<a href=\"/-/ready\">")
                .contains("""
                        <h2>Sources</h2>
                        <table>
                        <tr><th scope="row">kubelet_summary</th><td>read 2 s ago</td><td class="ok">ok</td></tr>
                        <tr><th scope="row">cri</th><td>connection refused</td><td class="bad">bad</td></tr>
                        </table>
                        <h2>Runtime</h2>
                        <table>
                        <tr><th scope="row">version</th><td></td><td class="unknown">unknown</td></tr>
                        </table>
                        """);
    }

    @Test
    void hasNoTableWithoutRows() {
        assertThat(render("node-1", List.of()))
                .doesNotContain("<table>")
                .endsWith("</nav>\n</main>\n</body>\n</html>\n");
    }

    @Test
    void escapesAllThatComesFromOutside() {
        String hostile = "<script>alert('x')</script>\"&\0\n";
        String page = render(hostile, List.of(new Row(hostile, hostile, hostile, State.OK)));

        assertThat(page)
                .doesNotContain("<script", "alert('", "\0")
                .contains("node &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;  </p>")
                .contains("<h2>&lt;script&gt;");
    }

    @Test
    void allowsItsOwnStyleOnly() throws Exception {
        String page = render("node-1", List.of());
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(LandingPage.CONTENT_SECURITY_POLICY)
                .startsWith("default-src 'none'; style-src 'sha256-" + hash + "';")
                .doesNotContain("unsafe");
        assertThat(page).doesNotContain("<script", "style=\"", "http://", "https://", "src=", "<link");
    }

    @Test
    void suitsPhonesAndBothColourSchemes() {
        assertThat(render("node-1", List.of()))
                .contains("name=\"viewport\" content=\"width=device-width", "prefers-color-scheme:dark", "lang=\"en\"");
    }

    private static String render(String node, List<Row> rows) {
        LandingPage page = new LandingPage("dockershim-exporter", "1.2.3", node, "Gives back series.", () -> rows);
        return new String(page.render("/metrics", List.of("/metrics/cadvisor")), StandardCharsets.UTF_8);
    }
}
