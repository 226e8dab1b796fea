package dev.datamigration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.datamigration.api.DatabaseType;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md on who may know whom. */
class ArchitectureTest {
    private static final int LONGEST_FILE = 400;
    private static final int LARGEST_PACKAGE = 26;
    private static final String[] KUBERNETES = {"io.fabric8..", "io.javaoperatorsdk..", "io.quarkus..", "jakarta.."};
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.datamigration..");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.datamigration");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.datamigration");

    @Test
    void theApiHasNoLogicAndKnowsNobody() {
        check(classes()
                .that()
                .resideInAPackage("dev.datamigration.api..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.datamigration.api..", "java..", "com.fasterxml.jackson.annotation..", "io.fabric8..")));
    }

    @Test
    void theLifecycleIsPure() {
        check(classes()
                .that()
                .resideInAPackage("dev.datamigration.lifecycle..")
                .should()
                .onlyDependOnClassesThat(oursOnlyIn(
                        "dev.datamigration.lifecycle..", "dev.datamigration.api..", "dev.datamigration.failure..")));
        check(noClasses()
                .that()
                .resideInAPackage("dev.datamigration.lifecycle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio..", "java.sql..", "io.quarkus..", "jakarta.."));
    }

    @Test
    void theDataPlaneKnowsNoKubernetes() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.datamigration.transfer..", "dev.datamigration.database..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KUBERNETES));
    }

    @Test
    void oneKindOfDatabaseIsSeenByTheOnePlaceThatTellsKindsApart() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.datamigration.database.postgres..", "dev.datamigration.database.kind..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.datamigration.database.postgres..", "org.postgresql.."));
    }

    @Test
    void onlyTheOnePlaceTellsKindsOfDatabaseApart() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.datamigration.api..", "dev.datamigration.database.kind..")
                .should()
                .accessField(DatabaseType.class, DatabaseType.PostgreSQL.name()));
    }

    @Test
    void theStagesHoldNoSql() {
        var sql = Pattern.compile(
                "(\"\"\"\\s*|\")(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|WITH|TRUNCATE|COPY"
                        + "|LOCK TABLE|SET|RESET|VALUES|ANALYZE|GRANT|REVOKE|DO|BEGIN|COMMIT|ROLLBACK|SAVEPOINT) ");
        assertThat(Sources.with(sql, "transfer")).isEmpty();
    }

    /** Each of the others prepares once what it runs very often, reads while it is still answered, or asks what has no parameters. */
    @Test
    void statementsAreRunByOneClass() {
        assertThat(Sources.with(Pattern.compile("\\b(prepareStatement|createStatement|prepareCall)\\("), ""))
                .containsExactly(
                        "database/postgres/checkpoint/Fence.java",
                        "database/postgres/compare/PostgresRowStream.java",
                        "database/postgres/replication/LogicalSlots.java",
                        "database/postgres/sql/SqlStatement.java",
                        "database/postgres/write/StatementCache.java");
    }

    @Test
    void onlyTheControllersTalkToTheApiServer() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.datamigration.api..",
                        "dev.datamigration.kubernetes..",
                        "dev.datamigration.task..",
                        "dev.datamigration.batch..",
                        "dev.datamigration.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8.kubernetes.client.."));
    }

    /** It is a program of its own on a person's machine, and small: it starts before that person looks away. */
    @Test
    void thePluginSeesTheKindsAndThePureRulesAlone() {
        check(classes()
                .that()
                .resideInAPackage("dev.datamigration.kubectl..")
                .should()
                .onlyDependOnClassesThat(oursOnlyIn(
                                "dev.datamigration.kubectl..",
                                "dev.datamigration.lifecycle..",
                                "dev.datamigration.failure..",
                                "dev.datamigration.api..")
                        .and(resideInAnyPackage(
                                "dev.datamigration..",
                                "java..",
                                "com.fasterxml.jackson..",
                                "io.fabric8.kubernetes.api.model.."))));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.datamigration.kubectl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.datamigration.kubectl.."));
    }

    @Test
    void packagesDoNotGoInCircles() {
        check(slices().matching("dev.datamigration.(**)").should().beFreeOfCycles());
    }

    @Test
    void packagesAreOfASizeToReadThrough() {
        var sizes = PRODUCT.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes).hasSizeGreaterThan(50);
        assertThat(sizes.entrySet())
                .allSatisfy(
                        size -> assertThat(size.getValue()).as(size.getKey()).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    @Test
    void nothingIsPrintedOrLoggedPastTheLog() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        check(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    void nobodySleeps() {
        var rule = noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because("what waits for something waits for it to happen, and can be woken when the run is stopped");
        check(rule);
        rule.check(TESTS);
    }

    @Test
    void everyThreadHasAnOwner() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.datamigration.thread..")
                .and()
                .doNotHaveFullyQualifiedName(
                        "dev.datamigration.kubectl.text.InterruptionNotice") // the JVM owns that one
                .should()
                .callConstructorWhere(makesThreads())
                .orShould()
                .callMethodWhere(startsThreads())
                .orShould()
                .beAssignableTo(Thread.class)
                .because("a thread that dies alone leaves a status that lies; see OwnedThreads"));
    }

    private static DescribedPredicate<JavaConstructorCall> makesThreads() {
        return DescribedPredicate.describe(
                "make threads",
                call -> call.getTargetOwner().isAssignableTo(Thread.class)
                        || call.getTargetOwner().isAssignableTo(Timer.class)
                        || call.getTargetOwner().isAssignableTo(AbstractExecutorService.class));
    }

    /** A future that runs on the common pool has nobody to look at it, unless somebody happens to. */
    private static DescribedPredicate<JavaMethodCall> startsThreads() {
        return DescribedPredicate.describe(
                "start threads",
                call -> call.getTargetOwner().isEquivalentTo(Executors.class)
                        || call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                                && Set.of("runAsync", "supplyAsync", "thenAcceptAsync", "thenRunAsync")
                                        .contains(call.getName())
                        || call.getTargetOwner().isAssignableTo(Stream.class)
                                && call.getName().equals("parallel")
                        || call.getName().equals("parallelStream"));
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        try (var files = Files.walk(CrdFiles.projectDirectory().resolve("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .hasSizeGreaterThan(50)
                    .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(LONGEST_FILE));
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }

    private static DescribedPredicate<JavaClass> oursOnlyIn(String... packages) {
        return DescribedPredicate.<JavaClass>not(OURS).or(resideInAnyPackage(packages));
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
