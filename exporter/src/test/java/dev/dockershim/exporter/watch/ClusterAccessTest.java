package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.demo.TestApiServer;
import dev.dockershim.exporter.source.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the API server is found, and how its client is told who it is. */
@Timeout(60)
class ClusterAccessTest {

    private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: (\\S+)");

    @TempDir
    Path files;

    private TestApiServer server;
    private Path kubeconfig;

    @BeforeEach
    void start() throws Exception {
        server = TestApiServer.start();
        kubeconfig = server.writeKubeconfig(files.resolve("kubeconfig"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aKubeconfigsTokenAndAuthorityAreUsed() throws Exception {
        assertAnswers(Map.of(), kubeconfig, null);
        assertAnswers(Map.of(), kubeconfig, "test");
    }

    @Test
    void aTokenMayBeInAFileBesideTheKubeconfig() throws Exception {
        Files.writeString(files.resolve("token"), TestApiServer.TOKEN + "\n");
        change("token: " + TestApiServer.TOKEN, "tokenFile: token");

        assertAnswers(Map.of(), kubeconfig, null);
    }

    @Test
    void aCredentialPluginIsRun() throws Exception {
        String credential = "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\","
                + "\"status\":{\"token\":\"" + TestApiServer.TOKEN + "\"}}";
        plugin("echo '" + credential + "'");

        assertAnswers(Map.of(), kubeconfig, null);
    }

    @ParameterizedTest
    @CsvSource({"exit 1", "echo secret", "/no/such/file"})
    void aCredentialPluginThatGivesNothingIsNamed(String script) throws Exception {
        plugin(script);

        assertRefused(kubeconfig, null, "has a credential plug-in (exec) that gave no credentials");
    }

    @Test
    void aCredentialPluginThatIsNotThereIsNamed() throws Exception {
        plugin("exit 0");
        Files.delete(files.resolve("plugin.sh"));

        assertRefused(kubeconfig, null, "exec");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            current-context: test | current-context: other         | has no context of the name 'other'
            current-context: test | current-context: ''            | names no current context
            cluster: test         | cluster: other                 | has no cluster with a server
            server:               | no-server:                     | has no cluster with a server
            server:               | tls-server-name: a.b\\n    server: | sets tls-server-name
            server: https://127   | server: 'not a url' #         | is no URL such as https://host:6443
            https://127           | 127                           | is no URL such as
            server: https://127   | server: ftp://127             | is no URL such as
            server: https://      | server: https:///             | is no URL such as
            server: https://      | server: https://me:secret@    | is no URL such as
            server: https:        | server: http:                 | would send credentials to a server without TLS
            apiVersion: v1        | apiVersion: [secret            | is no kubeconfig
            certificate-authority-data: | certificate-authority: /no/such/file\\n    other: | is unusable
            token: test-token     | tokenFile: /no/such/file       | names a token file that cannot be read
            """)
    void aKubeconfigThatIsBrokenIsNamedWithoutWhatIsInIt(String from, String to, String why) throws Exception {
        change(from, to.replace("\\n", "\n"));

        assertRefused(kubeconfig, null, why);
    }

    @Test
    void withoutTlsASubjectWithoutCredentialsMayAskAsOfKubectlProxy() throws Exception {
        change("server: https:", "server: http:");
        change("token: " + TestApiServer.TOKEN, "token: null");

        try (ApiServer api = open(Map.of(), kubeconfig, null)) {
            assertThat(api).isNotNull();
        }
    }

    @Test
    void aContextThatIsNotThereIsNamed() {
        assertRefused(kubeconfig, "nowhere\n", "has no context of the name 'nowhere?'");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused(files.resolve("nothing"), null, "is no file that can be read");
        assertRefused(files, null, "is no file that can be read");
    }

    @Test
    void aFileThatIsEmptyOrTooLongIsNamed() throws Exception {
        assertRefused(Files.writeString(files.resolve("empty"), ""), null, "");
        assertRefused(
                Files.writeString(files.resolve("long"), "#".repeat(1024 * 1024 + 1)),
                null,
                "is longer than 1048576 bytes");
    }

    @Test
    void inAClusterThePodsServiceAccountIsUsed() throws Exception {
        Map<String, String> environment = inCluster();

        assertAnswers(environment, null, null);
    }

    @Test
    void aServiceAccountsTokenIsReadAnew() throws Exception {
        Files.writeString(files.resolve("token"), "old");
        RenewedToken token = new RenewedToken("old\n", () -> Files.readString(files.resolve("token")));

        assertThat(token.getToken()).isEqualTo("old");
    }

    @Test
    void outsideOfAClusterKubectlsOwnFilesAreUsed() throws Exception {
        assertAnswers(Map.of("KUBECONFIG", files.resolve("nothing") + ":" + kubeconfig), null, null);
        assertAnswers(Map.of("KUBECONFIG", kubeconfig.toString()), null, "test");

        Files.createDirectory(files.resolve(".kube"));
        Files.copy(kubeconfig, files.resolve(".kube/config"));
        assertAnswers(Map.of("HOME", files.toString()), null, null);
    }

    @Test
    void withoutAnyTheFlagIsNamed() {
        assertThatThrownBy(() -> open(Map.of("HOME", files.toString()), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--kubeconfig: give a kubeconfig file")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theEnvironmentGivesNeitherTokenNorAddress() throws Exception {
        // what the client library would take, were it asked to configure itself
        assertAnswers(
                Map.of("KUBERNETES_MASTER", "https://127.0.0.1:1", "KUBERNETES_AUTH_TOKEN", "other"), kubeconfig, null);
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws Exception {
        Path other = files.resolve("other");
        Files.writeString(
                other, AUTHORITY.matcher(Files.readString(kubeconfig)).replaceAll("insecure-skip-tls-verify: false"));

        try (ApiServer api = open(Map.of(), other, null)) {
            assertThatThrownBy(() -> version(api))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("the API server's certificate is not trusted");
        }
    }

    @Test
    void verificationMayBeLeftOutAsByKubectl() throws Exception {
        Files.writeString(
                kubeconfig,
                AUTHORITY.matcher(Files.readString(kubeconfig)).replaceAll("insecure-skip-tls-verify: true"));

        assertAnswers(Map.of(), kubeconfig, null);
    }

    @Test
    void aTokenThatIsNotAcceptedIsNoPermission() throws Exception {
        change("token: " + TestApiServer.TOKEN, "token: other");

        try (ApiServer api = open(Map.of(), kubeconfig, null)) {
            assertThatThrownBy(() -> version(api))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.kind()).isEqualTo(ApiException.Kind.UNAUTHENTICATED));
        }
    }

    private Map<String, String> inCluster() throws IOException {
        Matcher authority = AUTHORITY.matcher(Files.readString(kubeconfig));
        assertThat(authority.find()).isTrue();
        Files.write(files.resolve("ca.crt"), Base64.getDecoder().decode(authority.group(1)));
        Files.writeString(files.resolve("token"), TestApiServer.TOKEN);
        return Map.of(
                "KUBERNETES_SERVICE_HOST",
                "127.0.0.1",
                "KUBERNETES_SERVICE_PORT",
                String.valueOf(server.server().port()),
                "KUBECONFIG",
                "/dev/null");
    }

    private void plugin(String script) throws IOException {
        Path file = Files.writeString(files.resolve("plugin.sh"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        change("token: " + TestApiServer.TOKEN, """
                exec:
                      apiVersion: client.authentication.k8s.io/v1beta1
                      command: ./plugin.sh""");
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(kubeconfig);
        assertThat(text).contains(from);
        Files.writeString(kubeconfig, text.replace(from, to));
    }

    private void assertAnswers(Map<String, String> environment, @Nullable Path file, @Nullable String context)
            throws Exception {
        try (ApiServer api = open(environment, file, context)) {
            assertThat(version(api)).contains("v1.23.17");
        }
    }

    private void assertRefused(Path file, @Nullable String context, String why) {
        assertThatThrownBy(() -> open(Map.of(), file, context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--kubeconfig: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    private ApiServer open(Map<String, String> environment, @Nullable Path file, @Nullable String context) {
        return new ClusterAccess(environment, files)
                .open(new WatchConfig(file, context, Shard.ALL, null), "1.2.3", WatchTests.PATIENCE);
    }

    private static String version(ApiServer api) throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        try (AnswerStream body = api.get("version", Duration.ofSeconds(20), deadline)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
