package dev.dockershim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ThirdPartyLicensesTest {

    private static final List<JsonNode> JARS =
            Sbom.read(Path.of("target/jars.cdx.json")).jars();

    @Test
    void everyJarsLicenceIsAllowed() {
        assertThat(JARS).hasSizeGreaterThan(50);
        assertThat(ThirdPartyLicenses.refused(JARS)).isEmpty();
    }

    @Test
    void theTextsOfLicencesThatAskForItAreThere() throws IOException {
        Path texts = Path.of("src/main/licenses");

        assertThat(ThirdPartyLicenses.misplaced(JARS, texts)).isEmpty();
        try (Stream<Path> files = Files.list(texts)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .containsPattern("(?m)(^|- )Copyright \\(?[c0-9]")
                            .containsPattern("(Permission to use|Permission is hereby|Redistribution and use)")
                            .containsPattern("(\"|``)AS +IS"));
        }
    }

    @Test
    void aTextThatIsNotThereOrOfNoJarIsNamed(@TempDir Path texts) throws IOException {
        Files.writeString(texts.resolve("kept.txt"), "");
        Files.writeString(texts.resolve("gone.txt"), "");
        List<JsonNode> jars = List.of(
                jar("kept", "{\"license\": {\"id\": \"BSD-2-Clause\"}}"),
                jar("bsd", "{\"license\": {\"id\": \"BSD-3-Clause\"}}"),
                jar("mit", "{\"license\": {\"id\": \"MIT\"}}"),
                jar("apache", "{\"license\": {\"id\": \"Apache-2.0\"}}"));

        assertThat(ThirdPartyLicenses.misplaced(jars, texts))
                .containsExactly(
                        "org.example:bsd is under BSD-3-Clause: put that text, with its copyright line, into "
                                + texts.resolve("bsd.txt"),
                        "org.example:mit is under MIT: put that text, with its copyright line, into "
                                + texts.resolve("mit.txt"),
                        "no jar of the image belongs to " + texts.resolve("gone.txt") + ": remove it");
    }

    @Test
    void thePageListsThem() throws IOException {
        Path page = Path.of(System.getProperty("repository", "../.."), "docs/third-party-licenses.md");
        String expected = ThirdPartyLicenses.page(JARS, "dev.dockershim");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("docs/third-party-licenses.md is made from the build: run make docs")
                .hasContent(expected);
    }

    @Test
    void aLicenceThatIsNotAllowedIsRefusedByName() {
        assertThat(ThirdPartyLicenses.refused(List.of(
                        jar("copyleft", "{\"license\": {\"id\": \"AGPL-3.0-only\"}}"),
                        jar("none", ""),
                        jar("unknown", "{\"license\": {\"name\": \"Our own\"}}"),
                        jar("expression", "{\"expression\": \"MIT AND SSPL-1.0\"}"),
                        jar(
                                "dual",
                                "{\"license\": {\"id\": \"LGPL-2.1-or-later\"}}, {\"license\": {\"id\": \"MIT\"}}"))))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("org.example:copyleft is licensed under AGPL-3.0-only:"),
                        line -> assertThat(line).startsWith("org.example:none is licensed under "),
                        line -> assertThat(line).startsWith("org.example:unknown is licensed under Our own:"),
                        line -> assertThat(line)
                                .startsWith("org.example:expression is licensed under MIT AND SSPL-1.0:"));
    }

    private static JsonNode jar(String name, String licenses) {
        return JsonMapper.shared()
                .readTree("{\"group\": \"org.example\", \"name\": \"%s\", \"version\": \"1\", \"licenses\": [%s]}"
                        .formatted(name, licenses));
    }
}
