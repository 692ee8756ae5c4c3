package dev.dockershim.exporter.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of docs/architecture.md, and which may use which. */
class ArchitectureTest {

    private static final String ROOT = "dev.dockershim.exporter.";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dockershim.exporter");

    static Stream<Arguments> arrows() {
        return Stream.of(
                Arguments.of("source", List.of()),
                Arguments.of("evidence", List.of()),
                Arguments.of("readiness", List.of("evidence")),
                Arguments.of("checks", List.of("evidence", "readiness")),
                Arguments.of("cluster", List.of("evidence", "readiness", "checks", "workloads")),
                Arguments.of("watch", List.of("source", "evidence", "podspec", "nodespec", "workloads", "cluster")),
                Arguments.of("report", List.of("evidence", "readiness", "workloads", "cluster", "status")),
                Arguments.of(
                        "watcher",
                        List.of(
                                "source",
                                "evidence",
                                "readiness",
                                "workloads",
                                "cluster",
                                "watch",
                                "status",
                                "publish",
                                "telemetry",
                                "exposition",
                                "web",
                                "webconfig")),
                Arguments.of("status", List.of("source", "evidence", "readiness", "workloads", "cluster")),
                Arguments.of("publish", List.of("evidence", "readiness", "workloads")),
                Arguments.of("telemetry", List.of("source", "webconfig")),
                Arguments.of("pem", List.of()),
                Arguments.of("podspec", List.of("evidence")),
                Arguments.of("nodespec", List.of("evidence")),
                Arguments.of("workloads", List.of("evidence", "readiness")),
                Arguments.of("kubelet", List.of("source", "evidence", "podspec", "pem")),
                Arguments.of("apiserver", List.of("source", "evidence", "nodespec", "kubelet")),
                Arguments.of("cri", List.of("source", "evidence", "cri.v1", "cri.snapshots")),
                Arguments.of("host", List.of("source")),
                Arguments.of("hostroot", List.of("source", "evidence")),
                Arguments.of("node", List.of("source", "kubelet", "cri", "host")),
                Arguments.of("exposition", List.of()),
                Arguments.of("cadvisor", List.of("source", "kubelet", "exposition")),
                Arguments.of("naming", List.of("node", "cri")),
                Arguments.of("containerfs", List.of("node", "kubelet", "cri", "host", "exposition")),
                Arguments.of("web", List.of("exposition", "webconfig")),
                Arguments.of("webconfig", List.of("pem", "source")),
                Arguments.of("log", List.of()),
                Arguments.of("demo", List.of("kubelet", "cri", "cri.v1", "cri.snapshots", "host")),
                Arguments.of(
                        "agent",
                        List.of(
                                "source",
                                "evidence",
                                "readiness",
                                "checks",
                                "status",
                                "podspec",
                                "workloads",
                                "kubelet",
                                "apiserver",
                                "cri",
                                "host",
                                "hostroot",
                                "node",
                                "naming",
                                "containerfs",
                                "cadvisor",
                                "publish",
                                "telemetry",
                                "exposition",
                                "web",
                                "webconfig")));
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void aPackageUsesOnlyThoseBelowIt(String name, List<String> allowed) {
        String[] others = Stream.concat(Stream.of(name), allowed.stream())
                .map(other -> ROOT + other)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.dockershim.exporter..").and(not(resideInAnyPackage(others))))
                .check(OURS);
    }

    @Test
    void everyPackageOfTheProgramIsNamedHere() {
        String[] named = Stream.concat(
                        arrows().map(arrow -> ROOT + arrow.get()[0]),
                        Stream.of(ROOT + "cli", ROOT + "cri.v1", ROOT + "cri.snapshots"))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(named).check(OURS);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("dev.dockershim.exporter.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    static Stream<Arguments> libraries() {
        return Stream.of(
                Arguments.of("io.undertow..", List.of("web")),
                Arguments.of("io.grpc..", List.of("cri", "cri.v1", "cri.snapshots", "demo")),
                Arguments.of("io.netty..", List.of("cri", "demo")),
                Arguments.of("com.google.protobuf..", List.of("cri", "cri.v1", "cri.snapshots", "demo")),
                Arguments.of(
                        "tools.jackson..",
                        List.of(
                                "kubelet",
                                "cri",
                                "hostroot",
                                "readiness",
                                "workloads",
                                "status",
                                "report",
                                "demo",
                                "agent",
                                "watch")),
                Arguments.of("io.prometheus.client..", List.of("exposition", "telemetry", "agent", "watcher")),
                Arguments.of("com.github.benmanes.caffeine..", List.of("exposition", "cri")),
                Arguments.of("com.sun.jna..", List.of("host")),
                Arguments.of("org.snakeyaml..", List.of("hostroot", "webconfig")),
                Arguments.of("org.springframework..", List.of("webconfig")),
                Arguments.of("io.fabric8..", List.of("watch")),
                Arguments.of("picocli..", List.of("cli")));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsUsedInItsOwnRoomOnly(String library, List<String> rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms.stream().map(room -> ROOT + room).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(OURS);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(OURS);
    }

    @Test
    void onlyTheDemoStartsProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "demo")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(OURS);
    }
}
