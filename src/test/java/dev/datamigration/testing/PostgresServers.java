package dev.datamigration.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Servers shared by all tests of one JVM; each test makes databases of its own on them. Started when first asked for. */
public final class PostgresServers {
    private static final ConcurrentHashMap<Integer, PostgresInstance> SHARED = new ConcurrentHashMap<>();

    private PostgresServers() {}

    /** The shared server of a major version from 13 to 18. */
    public static PostgresInstance shared(int majorVersion) {
        return SHARED.computeIfAbsent(majorVersion, version -> {
            var instance = PostgresInstance.start(version, Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close));
            return instance;
        });
    }

    /** The usual source; {@code -Dsource.postgres=13} tries another version. */
    public static PostgresInstance source() {
        return shared(Integer.getInteger("source.postgres", 17));
    }

    /** The usual target; {@code -Dtarget.postgres=18} tries another version. */
    public static PostgresInstance target() {
        return shared(Integer.getInteger("target.postgres", 18));
    }
}
