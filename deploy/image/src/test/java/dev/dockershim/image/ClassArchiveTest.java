package dev.dockershim.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.image.ClassArchive.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassArchiveTest {

    private static final int HEADER = 4096;
    private static final Window FIRST = new Window(1000, 2000);
    private static final Window SECOND = new Window(3000, 4000);

    @Test
    void timesOfTheClockAndChecksumsBecomeZeroAndNothingElseChanges() {
        byte[] one =
                archive(to -> to.putInt(4, 0x1234).putLong(HEADER + 8, 1500).putLong(HEADER + 16, 7));
        byte[] other =
                archive(to -> to.putInt(4, 0x4321).putLong(HEADER + 8, 3500).putLong(HEADER + 16, 7));

        assertThat(ClassArchive.level(one, FIRST, other, SECOND)).isEqualTo(archive(to -> to.putLong(HEADER + 16, 7)));
    }

    @Test
    void aTimeThatIsNotOfItsDumpIsADifference() {
        byte[] one = archive(to -> to.putLong(HEADER, 1500));
        byte[] other = archive(to -> to.putLong(HEADER, 4001));

        assertThatThrownBy(() -> ClassArchive.level(one, FIRST, other, SECOND))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("differ at 1000");
    }

    @Test
    void aHeaderThatDiffersInMoreThanChecksumsIsAnError() {
        byte[] one = archive(to -> {
            for (int word = 0; word < 7; word++) {
                to.putInt(word * 8, word + 1);
            }
        });
        byte[] other = archive(to -> {});

        assertThatThrownBy(() -> ClassArchive.level(one, FIRST, other, SECOND))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("7 words of the header");
    }

    @Test
    void anotherLengthIsAnError() {
        assertThatThrownBy(() -> ClassArchive.level(new byte[8192], FIRST, new byte[4096], SECOND))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("length");
    }

    @Test
    void listsLoseIdsAndPositionsInOurOwnClasses() {
        assertThat(ClassArchive.withoutIds(Stream.of(
                        "# NOTE: Do not modify this file.",
                        "java/lang/Object id: 0",
                        "java/lang/String",
                        "@lambda-proxy java/lang/String run ()Ljava/lang/Runnable; ()V REF_invokeStatic a b ()V ()V",
                        "@cp java/lang/String class 17 38",
                        "@cp dev/dockershim/exporter/cli/Main class 7")))
                .containsExactly(
                        "java/lang/Object",
                        "java/lang/String",
                        "@lambda-proxy java/lang/String run ()Ljava/lang/Runnable; ()V REF_invokeStatic a b ()V ()V",
                        "@cp java/lang/String class 17 38");
    }

    private static byte[] archive(Consumer<ByteBuffer> content) {
        byte[] archive = new byte[HEADER + 64];
        content.accept(ByteBuffer.wrap(archive).order(ByteOrder.nativeOrder()));
        return archive;
    }
}
