package dev.dockershim.exporter.watch;

/** Objects as a test writes them: JSON with single quotes. */
final class ApiObjects {

    private ApiObjects() {}

    static <O extends ApiObject> O read(Class<O> type, String json) {
        return ApiJson.MAPPER.readValue(json.replace('\'', '"'), type);
    }

    static ApiObject.Pod pod(String json) {
        return read(ApiObject.Pod.class, json);
    }

    static ApiObject.Node node(String json) {
        return read(ApiObject.Node.class, json);
    }

    static ApiObject.WorkloadObject workload(String json) {
        return read(ApiObject.WorkloadObject.class, json);
    }

    static ApiObject.Event event(String json) {
        return read(ApiObject.Event.class, json);
    }

    static ApiObject.Budget budget(String json) {
        return read(ApiObject.Budget.class, json);
    }
}
