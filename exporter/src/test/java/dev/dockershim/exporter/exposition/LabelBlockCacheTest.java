package dev.dockershim.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LabelBlockCacheTest {

    private record Identity(String container, String pod) {}

    private final AtomicInteger rendered = new AtomicInteger();

    @Test
    void rendersEqualKeysOnce() {
        LabelBlockCache<Identity> cache = new LabelBlockCache<>(this::render);
        byte[] first = cache.get(new Identity("web", "web-0"));
        assertThat(first).asString(StandardCharsets.UTF_8).isEqualTo("{container=\"web\",pod=\"web-0\"}");
        assertThat(cache.get(new Identity("web", "web-0"))).isSameAs(first);
        assertThat(cache.get(new Identity("web", "web-1"))).isNotEqualTo(first);
        assertThat(rendered).hasValue(2);
    }

    @Test
    void isBoundedByBytes() {
        LabelBlockCache<Identity> cache = new LabelBlockCache<>(100_000, this::render);
        for (int i = 0; i < 5_000; i++) {
            cache.get(new Identity("c".repeat(300), "pod-" + i));
        }
        assertThat(cache.size()).isBetween(1L, 110L);
    }

    @Test
    void passesTheFailureOfARendererOnAndDoesNotKeepIt() {
        LabelBlockCache<Identity> cache = new LabelBlockCache<>(identity -> {
            if (rendered.incrementAndGet() == 1) {
                throw new IllegalStateException("no");
            }
            return new LabelBlock().add("pod", identity.pod());
        });
        assertThatThrownBy(() -> cache.get(new Identity("a", "b"))).hasMessage("no");
        assertThat(cache.get(new Identity("a", "b"))).isNotEmpty();
    }

    private LabelBlock render(Identity identity) {
        rendered.incrementAndGet();
        return new LabelBlock().add("container", identity.container()).add("pod", identity.pod());
    }
}
