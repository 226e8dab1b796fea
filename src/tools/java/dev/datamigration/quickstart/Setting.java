package dev.datamigration.quickstart;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.operator.OperatorProcess;
import dev.datamigration.testing.shop.ShopDatabase;
import dev.datamigration.testing.shop.ShopScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything that has to be there before a migration can begin.
 *
 * @param rows in the source, about
 * @param transactionsPerSecond that the writer is asked for
 */
record Setting(
        ApiServer api,
        Databases databases,
        ShopScale scale,
        long rows,
        int transactionsPerSecond,
        ReplacedOperator operator) {
    /** It ends earlier where the operator ends; a machine may be as slow as it likes. */
    private static final Duration OPERATOR_START = Duration.ofMinutes(15);

    private static final List<String> OPERATOR_OPTIONS = List.of("-Xmx512m");

    static Setting build(Options options, Screen screen, CleanUp cleanUp) {
        var api = cleanUp.open(ApiServer::start);
        screen.say(item("API server", api.description() + hint(api)));
        var databases = Databases.start(options, cleanUp);
        screen.say(item("source", databases.describeSource()));
        screen.say(item("target", databases.describeTarget()));
        var scale = ShopScale.ofRows(options.rows());
        var rows = fill(databases, scale, screen);
        return new Setting(
                api,
                databases,
                scale,
                rows,
                options.transactionsPerSecond(),
                startOperator(options, api, screen, cleanUp));
    }

    private static String hint(ApiServer api) {
        return api.isReal() ? "" : " (name a directory with kube-apiserver in KUBEBUILDER_ASSETS for a real one)";
    }

    private static long fill(Databases databases, ShopScale scale, Screen screen) {
        var begin = System.nanoTime();
        ShopDatabase.create(databases.source(), scale);
        var rows = Long.parseLong(databases
                .source()
                .queryOne("SELECT sum(reltuples)::bigint FROM pg_class"
                        + " WHERE relkind = 'r' AND relnamespace = 'shop'::regnamespace AND reltuples > 0"));
        var size = Long.parseLong(databases.source().queryOne("SELECT pg_database_size(current_database())"));
        screen.say(item(
                "shop", "%s rows, %s, filled in %s".formatted(Figures.count(rows), Figures.bytes(size), since(begin))));
        return rows;
    }

    private static ReplacedOperator startOperator(Options options, ApiServer api, Screen screen, CleanUp cleanUp) {
        var begin = System.nanoTime();
        var application = OperatorProcess.packagedApplication(options.project());
        var log = newLog(options.operatorLog());
        var operator = cleanUp.open(() -> new ReplacedOperator(
                () -> OperatorProcess.start(application, api.kubeconfig(), log, OPERATOR_OPTIONS)));
        operator.awaitReady(
                OPERATOR_START,
                waited -> screen.say(item("operator", "still starting after " + Figures.seconds(waited))));
        screen.say(item("operator", "ready in %s, log %s".formatted(since(begin), log)));
        return operator;
    }

    private static Path newLog(Path log) {
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String since(long begin) {
        return Figures.seconds(Duration.ofNanos(System.nanoTime() - begin));
    }

    static String item(String what, String about) {
        return "  %-12s %s".formatted(what, about);
    }
}
