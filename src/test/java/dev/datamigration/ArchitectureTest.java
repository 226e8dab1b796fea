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
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md on who may know whom. */
class ArchitectureTest {
    private static final int LONGEST_FILE = 400;
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
    void onlyTheControllersTalkToTheApiServer() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.datamigration.api..",
                        "dev.datamigration.kubernetes..",
                        "dev.datamigration.task..",
                        "dev.datamigration.operation..",
                        "dev.datamigration.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8.kubernetes.client.."));
    }

    @Test
    void packagesDoNotGoInCircles() {
        check(slices().matching("dev.datamigration.(*)..").should().beFreeOfCycles());
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
