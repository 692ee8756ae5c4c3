package dev.dockershim.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The licences of what the image holds beside the exporter itself: which may be in it, and the page that lists them. */
final class ThirdPartyLicenses {

    /** SPDX ids of licences that ask no more of who passes the image on than that notices stay with it. */
    static final Set<String> ALLOWED = Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0");

    /** Those that ask for their text, with the copyright's line, wherever the program goes; no jar has to hold it. */
    private static final Set<String> TEXT_WANTED = Set.of("BSD-2-Clause", "BSD-3-Clause", "MIT");

    private static final String HEAD = """
            # Licences of others

            <!-- Made from the build by `make docs`. -->

            What the container image holds beside the exporter, which is under [Apache-2.0](../LICENSE). `make test` fails
            for a jar whose licence is not one of %s; where a jar may be had under several, one of these is chosen. A
            jar's own notices are in it, in its `META-INF`. The texts of BSD and MIT licences, and of what is inside a jar under
            another licence than the jar's, are in `/usr/share/doc/dockershim-exporter/licenses` of the image.

            | jar | version | licence |
            |---|---|---|
            """;

    private static final String TAIL = """

            Not jars, in the version of the machine that made the image, which `/usr/share/doc/dockershim-exporter/sbom.cdx.json` in the image names:

            | part | licence | notices in the image |
            |---|---|---|
            | Java runtime (OpenJDK) | GPL-2.0-only WITH Classpath-exception-2.0 | `/opt/java/legal` |
            | C library (glibc: loader, libc, libm and what they load) | LGPL-2.1-or-later | `/usr/share/doc/libc6/copyright`, where the distribution has one |

            Both are passed on unchanged: whoever gives the image to others has to offer their sources too, which their distributors publish under these versions.
            """;

    private ThirdPartyLicenses() {}

    /** The licences that a jar may be had under, as SPDX ids, or names where the jar's own are none. */
    static List<String> of(JsonNode jar) {
        List<String> licenses = new ArrayList<>();
        for (JsonNode choice : jar.path("licenses")) {
            JsonNode license = choice.path("license");
            licenses.add(license.path("id")
                    .asString(license.path("name")
                            .asString(choice.path("expression").asString("none"))));
        }
        return licenses;
    }

    /** The allowed one of a jar's, or null if there is none. */
    static @Nullable String chosen(JsonNode jar) {
        return of(jar).stream().filter(ALLOWED::contains).findFirst().orElse(null);
    }

    /** One line for each jar that may not be in the image; the exporter's own is none of them. */
    static List<String> refused(List<JsonNode> jars) {
        return jars.stream()
                .filter(jar -> chosen(jar) == null)
                .map(jar -> name(jar) + " is licensed under " + String.join(", ", of(jar))
                        + ": replace it, or allow that licence in ThirdPartyLicenses")
                .toList();
    }

    /** One line for each jar whose licence has to be passed on with it and is not, and for each text of no jar. */
    static List<String> misplaced(List<JsonNode> jars, Path texts) {
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(texts)) {
            files.forEach(file -> there.add(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> names = jars.stream().map(ThirdPartyLicenses::text).collect(Collectors.toSet());
        Stream<String> missing = jars.stream()
                .filter(jar -> {
                    String license = chosen(jar);
                    return license != null && TEXT_WANTED.contains(license) && !there.contains(text(jar));
                })
                .map(jar -> "%s is under %s: put that text, with its copyright line, into %s"
                        .formatted(name(jar), chosen(jar), texts.resolve(text(jar))));
        Stream<String> stale = there.stream()
                .filter(file -> !names.contains(file))
                .map(file -> "no jar of the image belongs to %s: remove it".formatted(texts.resolve(file)));
        return Stream.concat(missing, stale).toList();
    }

    /** The file with the text of a jar's licence. */
    private static String text(JsonNode jar) {
        return jar.path("name").asString("") + ".txt";
    }

    /** {@code docs/third-party-licenses.md}. */
    static String page(List<JsonNode> jars, String ownGroup) {
        TreeMap<String, String> rows = new TreeMap<>();
        for (JsonNode jar : jars) {
            if (!jar.path("group").asString("").equals(ownGroup)) {
                rows.put(
                        name(jar),
                        "| `%s` | %s | %s |%n"
                                .formatted(name(jar), jar.path("version").asString(""), chosen(jar)));
            }
        }
        return HEAD.formatted(String.join(", ", new TreeSet<>(ALLOWED))) + String.join("", rows.values()) + TAIL;
    }

    private static String name(JsonNode jar) {
        return jar.path("group").asString("") + ":" + jar.path("name").asString("");
    }
}
