package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Version;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildInfoScanTest {

    private static final String BEFORE = """
            # HELP kubernetes_build_info [ALPHA] A metric with a constant '1' value
            # TYPE kubernetes_build_info gauge
            kubernetes_build_information{git_version="v9.9.9"} 1
            kubernetes_feature_enabled{name="git_version",stage="BETA"} 1
            """;

    private static final String LINE = "kubernetes_build_info{build_date=\"2026-01-01T00:00:00Z\",compiler=\"gc\","
            + "git_commit=\"abc\",git_tree_state=\"clean\",git_version=\"v1.23.17-eks-0a21954\",go_version=\"go1.19\","
            + "major=\"1\",minor=\"23+\",platform=\"linux/amd64\"} 1\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 100_000})
    void isFoundHoweverTheAnswerIsCutIntoPieces(int pieceBytes) {
        assertThat(scan(BEFORE + LINE + "kubernetes_x 1\n", pieceBytes)).isEqualTo(new Version(1, 23, 17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kubernetes_build_info 1\n",
                "kubernetes_build_info{} 1\n",
                "kubernetes_build_info{git_version=\"\"} 1\n",
                "kubernetes_build_info{git_version=\"latest\"} 1\n",
                "kubernetes_build_info{xgit_version=\"v1.2.3\"} 1\n",
                " kubernetes_build_info{git_version=\"v1.2.3\"} 1\n",
                "kubernetes_build_info{git_version=\"v1.2.3\"} 1", // its end has not come
            })
    void nothingElseIsTakenForIt(String text) {
        assertThat(scan(BEFORE + text, 64)).isNull();
    }

    @Test
    void aLineWithoutEndTakesNoMemoryAndHidesNothing() {
        String endless = "kubernetes_build_info{git_commit=\"" + "x".repeat(100_000) + "\",git_version=\"v1.2.3\"} 1\n";

        assertThat(scan(endless + LINE, 1000)).isEqualTo(new Version(1, 23, 17));
    }

    private static @Nullable Version scan(String text, int pieceBytes) {
        BuildInfoScan scan = new BuildInfoScan();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            byte[] piece = new byte[pieceBytes];
            int count = Math.min(pieceBytes, bytes.length - from);
            System.arraycopy(bytes, from, piece, 0, count);
            Version found = scan.accept(piece, count);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
