package dev.datamigration.testing.argocd;

import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua51.Lua51;

/**
 * A script as Argo CD runs it: Lua 5.1 with the base and table libraries only, the resource in the global {@code obj}, one
 * table returned.
 *
 * @param name its path below {@code examples/argocd/datamigration.dev}
 */
public record LuaScript(String name, String text) {
    private static final Path ROOT = CrdFiles.projectDirectory().resolve("examples/argocd/datamigration.dev");

    /** @param kind of the resource */
    public static LuaScript health(String kind) {
        return read(kind + "/health.lua");
    }

    /** Says which actions there are. */
    public static LuaScript discovery(String kind) {
        return read(kind + "/actions/discovery.lua");
    }

    public static LuaScript action(String kind, String action) {
        return read(kind + "/actions/" + action + "/action.lua");
    }

    /** The actions that there are files for, by name. */
    public static Map<String, LuaScript> actions(String kind) {
        try (var directories = Files.list(ROOT.resolve(kind + "/actions"))) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .collect(Collectors.toMap(name -> name, name -> action(kind, name), (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaScript read(String name) {
        try {
            return new LuaScript(name, Files.readString(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it returns for a resource. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> run(Object resource) {
        var object = Serialization.unmarshal(Serialization.asJson(resource), Map.class);
        try (Lua lua = new Lua51()) {
            lua.openLibrary("");
            lua.openLibrary("table");
            lua.push(object, Lua.Conversion.FULL);
            lua.setGlobal("obj");
            lua.run(text);
            return (Map<String, Object>) plain(lua.toObject(-1));
        }
    }

    /** Numbers that are whole are written as such, by Argo CD as well. */
    private static Object plain(Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            return number.longValue();
        }
        if (value instanceof Map<?, ?> table) {
            return isList(table)
                    ? new TreeMap<>(table.entrySet().stream()
                                    .collect(Collectors.toMap(
                                            e -> ((Double) e.getKey()).intValue(), e -> plain(e.getValue()))))
                            .values().stream().toList()
                    : table.entrySet().stream()
                            .collect(Collectors.toMap(e -> e.getKey().toString(), e -> plain(e.getValue())));
        }
        return value;
    }

    private static boolean isList(Map<?, ?> table) {
        return !table.isEmpty() && table.keySet().stream().allMatch(Double.class::isInstance);
    }
}
