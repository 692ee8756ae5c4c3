package dev.dockershim.deploy.chart;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** YAML as trees of JSON, with what an alias stands for in its place, which Jackson's own reader leaves out. */
final class Yaml {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    // Rules and dashboards are larger than the bound that is meant for what strangers send.
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private Yaml() {}

    /** The only document of a text. */
    static JsonNode tree(String text) {
        return JSON.valueToTree(new Load(SETTINGS).loadFromString(text));
    }

    /** The objects of a stream of documents; those that are empty are left out. */
    static List<JsonNode> objects(String stream) {
        List<JsonNode> objects = new ArrayList<>();
        for (Object document : new Load(SETTINGS).loadAllFromString(stream)) {
            if (document != null) {
                objects.add(JSON.valueToTree(document));
            }
        }
        return objects;
    }
}
