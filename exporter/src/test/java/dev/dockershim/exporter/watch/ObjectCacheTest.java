package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectCacheTest {

    /** Keeps the node's name, of those that are bound. */
    private final ObjectCache<ApiObject.Pod, String> cache =
            new ObjectCache<>(pod -> pod.spec() == null ? null : pod.spec().nodeName());

    @Test
    void aListReplacesWhatWasThere() {
        list(pod("a", "one"), pod("b", "one"));
        list(pod("b", "two"), pod("c", "two"));

        assertThat(cache.values()).containsExactlyInAnyOrder("two", "two");
        assertThat(cache.get("default", "a")).isNull();
    }

    @Test
    void whileAListRunsEachObjectIsThereOnceAndAsItIsNow() {
        list(pod("a", "one"), pod("b", "one"));

        cache.beginList();
        cache.put(pod("a", "two"));

        assertThat(cache.values()).containsExactlyInAnyOrder("two", "one");
        assertThat(cache.get("default", "a")).isEqualTo("two");
        assertThat(cache.get("default", "b")).isEqualTo("one");
    }

    @Test
    void aListThatIsBegunAnewKeepsWhatTheFirstOneBrought() {
        list(pod("a", "one"), pod("b", "one"));
        cache.beginList();
        cache.put(pod("a", "two"));
        cache.put(pod("c", "two"));

        cache.beginList();
        assertThat(cache.values()).containsExactlyInAnyOrder("two", "one", "two");
        cache.put(pod("c", "three"));
        cache.endList();

        assertThat(cache.values()).containsExactly("three");
    }

    @Test
    void changesComeAndGo() {
        list(pod("a", "one"));
        cache.put(pod("b", "one"));
        cache.put(pod("a", "two"));
        assertThat(cache.values()).containsExactlyInAnyOrder("one", "two");

        cache.remove(pod("a", "any"));
        cache.remove(pod("never", "any"));
        assertThat(cache.values()).containsExactly("one");
    }

    @Test
    void whatIsNotToBeKeptAnyMoreGoes() {
        list(pod("a", "one"));

        cache.put(ApiObjects.pod("{'metadata':{'namespace':'default','name':'a'},'spec':{}}"));
        assertThat(cache.values()).isEmpty();

        cache.put(pod("a", "two"));
        assertThat(cache.values()).containsExactly("two");
    }

    @Test
    void namesAreApartByNamespace() {
        list(pod("a", "one"), ApiObjects.pod("{'metadata':{'namespace':'b','name':'a'},'spec':{'nodeName':'two'}}"));

        assertThat(cache.get("default", "a")).isEqualTo("one");
        assertThat(cache.get("b", "a")).isEqualTo("two");
        assertThat(cache.get("", "a")).isNull();
    }

    @Test
    void whatHasNoNameIsLeftOut() {
        list(ApiObjects.pod("{}"), ApiObjects.pod("{'metadata':{},'spec':{'nodeName':'one'}}"));
        cache.remove(ApiObjects.pod("{'metadata':null}"));

        assertThat(cache.values()).isEmpty();
    }

    @Test
    void nothingIsLeftWhenItIsCleared() {
        list(pod("a", "one"));
        cache.beginList();
        cache.put(pod("b", "one"));
        cache.clear();

        assertThat(cache.values()).isEmpty();
    }

    private void list(ApiObject.Pod... pods) {
        cache.beginList();
        for (ApiObject.Pod pod : pods) {
            cache.put(pod);
        }
        cache.endList();
    }

    private static ApiObject.Pod pod(String name, String node) {
        return ApiObjects.pod(
                "{'metadata':{'namespace':'default','name':'%s'},'spec':{'nodeName':'%s'}}".formatted(name, node));
    }
}
