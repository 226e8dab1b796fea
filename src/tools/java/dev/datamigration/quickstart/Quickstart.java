package dev.datamigration.quickstart;

import dev.datamigration.testing.shop.ShopWriter;
import dev.datamigration.testing.shop.WriterSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The play from beginning to end: builds the setting, migrates, says what came true. */
final class Quickstart {
    private static final String NAMESPACE = "quickstart";
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int CONNECTIONS = 4;
    private static final long SEED = 42;

    private final Options options;
    private final Screen screen;
    private final CleanUp cleanUp;
    private final Expectations expectations = new Expectations();
    private final long startedAt = System.nanoTime();

    Quickstart(Options options, Screen screen, CleanUp cleanUp) {
        this.options = options;
        this.screen = screen;
        this.cleanUp = cleanUp;
    }

    /**
     * Returns whether both databases are equal and everything else that is promised came true.
     *
     * @throws QuickstartFailure if the migration could not be brought to its end
     */
    boolean run() throws InterruptedException {
        screen.say("\nA live PostgreSQL database moves to another server while its users keep writing.\n");
        var setting = Setting.build(options, screen, cleanUp);
        var writer = startWriter(setting);
        screen.say(Setting.item(
                "writer",
                options.transactionsPerSecond() == 0
                        ? "nobody changes rows (-Drate=0)"
                        : CONNECTIONS + " connections change rows all the while"));
        var task = new Manifests(setting.api().client(), setting.databases()).apply(options.manifests(), NAMESPACE);
        screen.say(Setting.item("applied", "examples/quickstart, in namespace " + NAMESPACE + "\n"));
        var watch = new Watch(screen, task, setting.operator(), writer, PATIENCE);
        new Migration(watch, setting, expectations).play();
        if (!options.keep()) {
            new Ending(watch, setting.databases()).play(expectations);
        }
        conclude();
        if (options.keep()) {
            keepRunning(setting, task);
        }
        return expectations.allMet();
    }

    private ShopWriter startWriter(Setting setting) {
        var settings = new WriterSettings(CONNECTIONS, options.transactionsPerSecond(), SEED);
        return cleanUp.open(() -> ShopWriter.start(setting.databases().source(), setting.scale(), settings));
    }

    private void conclude() {
        screen.say("");
        expectations.lines().forEach(screen::say);
        var time = Figures.seconds(Duration.ofNanos(System.nanoTime() - startedAt));
        screen.say("\n  %s in %s\n".formatted(expectations.allMet() ? "DONE" : "NOT AS PROMISED", time));
    }

    private void keepRunning(Setting setting, TaskHandle task) throws InterruptedException {
        startWriter(setting);
        new HandsOn(setting.api().kubeconfig(), task, setting.databases())
                .lines()
                .forEach(screen::say);
        new CountDownLatch(1).await();
    }
}
