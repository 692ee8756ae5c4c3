package dev.dockershim.exporter.demo;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is a failure: a {@code Status}, in the words of k8s.io/apimachinery pkg/api/errors. */
final class ApiFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;
    private final String next;

    private ApiFailure(int code, String reason, String message, String next) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.next = next;
    }

    static ApiFailure unauthorized() {
        return new ApiFailure(401, "Unauthorized", "Unauthorized", "");
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message, "");
    }

    static ApiFailure invalidListOptions(String message) {
        return new ApiFailure(422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: " + message, "");
    }

    static ApiFailure forbidden(String user, String verb, ApiResource resource) {
        return new ApiFailure(
                403,
                "Forbidden",
                "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" at the cluster scope"
                        .formatted(resource.plural(), user, verb, resource.plural(), resource.group()),
                "");
    }

    /** No such path. */
    static ApiFailure noResource() {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource", "");
    }

    static ApiFailure notFound(ApiResource resource, String name) {
        return new ApiFailure(404, "NotFound", "%s \"%s\" not found".formatted(resource.plural(), name), "");
    }

    static ApiFailure readOnly() {
        return new ApiFailure(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", "");
    }

    /** A watch or a list from a revision that is not known any more. */
    static ApiFailure tooOld(long asked, long oldest) {
        return new ApiFailure(410, "Expired", "too old resource version: %d (%d)".formatted(asked, oldest), "");
    }

    /**
     * A list that cannot be continued as it was.
     *
     * @param next goes on with the list as it is now
     */
    static ApiFailure continueTooOld(ContinueToken next) {
        return new ApiFailure(
                410,
                "Expired",
                "The provided continue parameter is too old to display a consistent list result. You can start a new"
                        + " list without the continue parameter, or use the continue token in this response to"
                        + " retrieve the remainder of the results.",
                next.toString());
    }

    /** A revision that is yet to come. */
    static ApiFailure tooLarge(long asked, long current) {
        return new ApiFailure(
                504, "Timeout", "Too large resource version: %d, current: %d".formatted(asked, current), "");
    }

    /** As in HTTP. */
    int code() {
        return code;
    }

    /** The {@code Status}. */
    byte[] json() {
        ObjectNode status = JsonMapper.shared().createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        ObjectNode metadata = status.putObject("metadata");
        if (!next.isEmpty()) {
            metadata.put("continue", next);
        }
        status.put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
        return JsonMapper.shared().writeValueAsBytes(status);
    }
}
