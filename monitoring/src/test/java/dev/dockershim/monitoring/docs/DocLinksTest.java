package dev.dockershim.monitoring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links from page to page, and to files of the repository, lead somewhere. */
class DocLinksTest {

    private static final DocLinks REPOSITORY = new DocLinks(Path.of(System.getProperty("repository", "..")));

    @TempDir
    Path directory;

    static Set<Path> pages() {
        return REPOSITORY.pages();
    }

    @Test
    void pagesOfAllDirectoriesAreLookedAt() {
        assertThat(pages().stream().map(Path::toString))
                .anyMatch(page -> page.endsWith("README.md"))
                .anyMatch(page -> page.endsWith("SECURITY.md"))
                .anyMatch(page -> page.endsWith("docs/install.md"))
                .anyMatch(page -> page.endsWith("docs/runbooks/DockershimNodeUnmigrated.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) {
        assertThat(REPOSITORY.broken(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a file](other.md)",
                "[its heading](other.md#a-heading-with-code)",
                "[its second of that name](other.md#twice-1)",
                "[a written anchor](other.md#RT-01)",
                "[a directory](docs)",
                "[this page](#here)",
                "[![a picture](docs/one.png)](other.md \"with a title\")",
                "<img src=\"docs/one.png\">",
                "[elsewhere](https://example.org/none.md)",
                "`[code](none.md)`",
                "```\n[a block](none.md)\n```",
            })
    void whatLeadsSomewhereIsFound(String link) throws IOException {
        assertThat(new DocLinks(directory).broken(page(link))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a file](none.md)",
                "[a heading](other.md#none)",
                "[a third of that name](other.md#twice-2)",
                "[a comment in a block of code](other.md#no-heading)",
                "[this page](#there)",
                "[a picture's heading](docs/one.png#here)",
                "[![a picture](docs/none.png)](other.md)",
                "<img src=\"docs/none.png\">",
                "[defined]: none.md",
                "[out of the repository](../none.md)",
                "`code`, then [a link](none.md) and `code`",
            })
    void whatLeadsNowhereIsFound(String link) throws IOException {
        assertThat(new DocLinks(directory).broken(page(link)))
                .singleElement()
                .asString()
                .startsWith("page.md: nothing is at ");
    }

    private Path page(String link) throws IOException {
        Files.createDirectories(directory.resolve("docs"));
        Files.writeString(directory.resolve("docs/one.png"), "");
        Files.writeString(directory.resolve("other.md"), """
                # Other
                ## A heading with `code`!
                ## Twice
                ## Twice
                <a id="RT-01"></a>
                ```sh
                # no heading
                ```
                """);
        return Files.writeString(directory.resolve("page.md"), "# Here\n\n" + link + "\n");
    }
}
