package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ApiStore.Snapshot;
import dev.dockershim.exporter.demo.ApiStore.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list, or one page of it, of what was there at one revision (Kubernetes API Concepts, "Retrieving large results sets
 * in chunks", "Resource versions").
 *
 * @param remaining objects after this page; -1 if that is not told
 */
record ApiList(
        ApiResource resource,
        long revision,
        List<Stored> items,
        @Nullable ContinueToken next,
        int remaining) {

    static ApiList of(ApiStore store, ApiRequest request) throws ApiFailure {
        validate(request);
        ApiSelector selector = request.selector();
        String token = request.text("continue");
        ContinueToken from = token.isEmpty() ? null : ContinueToken.parse(token);
        Snapshot snapshot = from == null ? snapshot(store, request) : rest(store, request.resource(), from);
        int first = from == null ? 0 : after(snapshot.objects(), from.after());
        // the cache, which answers what may be of any revision, knows no pages
        long limit = request.text("resourceVersion").equals("0") ? 0 : Math.max(0, request.number("limit"));
        return page(request.resource(), snapshot, first, limit, selector);
    }

    private static ApiList page(ApiResource resource, Snapshot snapshot, int first, long limit, ApiSelector selector) {
        List<Stored> all = snapshot.objects();
        if (selector.isAll() && limit == 0) {
            return new ApiList(resource, snapshot.revision(), all.subList(first, all.size()), null, -1);
        }
        List<Stored> items = new ArrayList<>();
        for (int i = first; i < all.size(); i++) {
            if (selector.matches(all.get(i))) {
                if (limit > 0 && items.size() == limit) {
                    ContinueToken next = new ContinueToken(
                            snapshot.revision(), all.get(i - 1).object().key());
                    return new ApiList(
                            resource, snapshot.revision(), items, next, selector.isAll() ? all.size() - i : -1);
                }
                items.add(all.get(i));
            }
        }
        return new ApiList(resource, snapshot.revision(), items, null, -1);
    }

    private static Snapshot snapshot(ApiStore store, ApiRequest request) throws ApiFailure {
        long asked = request.number("resourceVersion");
        long current = store.revision();
        if (asked > current) {
            throw ApiFailure.tooLarge(asked, current);
        }
        if (!request.text("resourceVersionMatch").equals("Exact")) {
            return store.snapshot(request.resource());
        }
        Snapshot exact = store.snapshot(request.resource(), asked);
        if (exact == null) {
            throw ApiFailure.tooOld(asked, current);
        }
        return exact;
    }

    private static Snapshot rest(ApiStore store, ApiResource resource, ContinueToken from) throws ApiFailure {
        Snapshot snapshot = from.revision() == ContinueToken.ANY
                ? store.snapshot(resource)
                : store.snapshot(resource, from.revision());
        if (snapshot == null) {
            throw ApiFailure.continueTooOld(new ContinueToken(ContinueToken.ANY, from.after()));
        }
        return snapshot;
    }

    private static int after(List<Stored> objects, String key) {
        List<String> keys = new AbstractList<>() {
            @Override
            public String get(int index) {
                return objects.get(index).object().key();
            }

            @Override
            public int size() {
                return objects.size();
            }
        };
        int found = Collections.binarySearch(keys, key, Comparator.naturalOrder());
        return found < 0 ? -found - 1 : found + 1;
    }

    /** As k8s.io/apimachinery pkg/apis/internalversion/validation does. */
    private static void validate(ApiRequest request) throws ApiFailure {
        String match = request.text("resourceVersionMatch");
        if (match.isEmpty()) {
            if (!request.text("continue").isEmpty() && request.number("resourceVersion") > 0) {
                throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
            }
            return;
        }
        if (request.isWatch()) {
            throw ApiFailure.invalidListOptions("resourceVersionMatch: Forbidden: is forbidden for watch");
        }
        if (request.number("resourceVersion") < 0) {
            throw ApiFailure.invalidListOptions(
                    "resourceVersionMatch: Forbidden: is forbidden unless resourceVersion is provided");
        }
        if (!request.text("continue").isEmpty()) {
            throw ApiFailure.invalidListOptions("resourceVersionMatch: Forbidden: is forbidden with continue");
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            throw ApiFailure.invalidListOptions("resourceVersionMatch: Unsupported value: \"" + match + "\"");
        }
        if (match.equals("Exact") && request.number("resourceVersion") == 0) {
            throw ApiFailure.invalidListOptions(
                    "resourceVersionMatch: Forbidden: \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    /** Writes it as JSON, object by object. */
    void writeTo(OutputStream out) throws IOException {
        write(
                out,
                "{\"kind\":\"%sList\",\"apiVersion\":\"%s\",\"metadata\":{\"resourceVersion\":\"%d\""
                        .formatted(resource.kind(), resource.apiVersion(), revision));
        if (next != null) {
            write(out, ",\"continue\":\"" + next + "\"");
        }
        if (remaining >= 0) {
            write(out, ",\"remainingItemCount\":" + remaining);
        }
        write(out, "},\"items\":[");
        boolean first = true;
        for (Stored item : items) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write(item.json());
        }
        write(out, "]}\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
