package dev.datamigration.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes objects odd: what was there is missing, null, endless, of another type or hostile. The same seed, the same oddity. */
public final class OddJson {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    private final HostileTexts texts;

    public OddJson(long seed) {
        this.random = new Random(seed);
        this.texts = new HostileTexts(seed);
    }

    /** In some places whatever comes to mind, of any type. */
    public void change(ObjectNode tree) {
        for (var changes = random.nextInt(8); changes >= 0; changes--) {
            change(place(tree), false);
        }
    }

    /** In some places what a schema lets through: fields are missing, and texts are hostile. */
    public void changeWithinSchema(ObjectNode tree) {
        for (var changes = random.nextInt(8); changes >= 0; changes--) {
            change(place(tree), true);
        }
    }

    private ObjectNode place(ObjectNode tree) {
        var places = new ArrayList<ObjectNode>();
        places.add(tree);
        collect(tree, places);
        return places.get(random.nextInt(places.size()));
    }

    private static void collect(JsonNode at, List<ObjectNode> places) {
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            places.add(object);
        }
        at.forEach(below -> collect(below, places));
    }

    private void change(ObjectNode object, boolean withinSchema) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        var name = names.get(random.nextInt(names.size()));
        if (withinSchema && random.nextBoolean()) {
            object.remove(name);
        } else if (withinSchema || random.nextInt(4) == 0) {
            text(object, name);
        } else {
            anything(object, name);
        }
    }

    private void text(ObjectNode object, String name) {
        if (object.get(name).isTextual()) {
            object.put(name, texts.text());
        }
    }

    private void anything(ObjectNode object, String name) {
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, random.nextBoolean() ? Long.MAX_VALUE : -1);
            case 3 -> object.put(name, random.nextDouble() * 1e300);
            case 4 -> object.put(name, texts.text().repeat(500));
            case 5 ->
                object.set(
                        name,
                        JsonNodeFactory.instance
                                .arrayNode()
                                .addNull()
                                .add(texts.text())
                                .add(JsonNodeFactory.instance.objectNode()));
            default -> {
                if (object.get(name) instanceof ArrayNode list && !list.isEmpty()) {
                    var first = list.get(0);
                    for (var i = 0; i < 1_000; i++) {
                        list.add(first);
                    }
                }
            }
        }
    }
}
