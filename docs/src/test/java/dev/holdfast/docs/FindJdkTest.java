package dev.holdfast.docs;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code .mvn/find-jdk.sh} looks, on a machine made of folders. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX shells")
class FindJdkTest {

    private record Answer(int code, String out, String err) {}

    @TempDir
    private Path folder;

    private Path machine;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void an_empty_machine_whose_path_has_a_space() throws IOException {
        machine = Files.createDirectory(folder.resolve("a machine").toAbsolutePath());
        var tools = Files.createDirectory(machine.resolve("tools"));
        program(tools.resolve("readlink"), "exec " + tool("readlink") + " \"$@\"");
        environment.put("PATH", tools.toString());
        environment.put("HOME", machine.resolve("home").toString());
        environment.put("FIND_JDK_ROOT", machine.toString());
    }

    @Test
    void java_home_comes_first() throws Exception {
        environment.put("JAVA_HOME", jdk("chosen", "25.0.1"));
        onPath(jdk("on path", "26"));
        jdk("usr/lib/jvm/newest", "27");

        assertThat(find()).isEqualTo(found("chosen"));
    }

    @Test
    void a_java_home_too_old_is_passed_over() throws Exception {
        environment.put("JAVA_HOME", jdk("chosen", "24.0.2"));
        onPath(jdk("on path", "25"));

        assertThat(find()).isEqualTo(found("on path"));
    }

    @Test
    void a_java_home_of_the_days_before_nine_is_passed_over() throws Exception {
        environment.put("JAVA_HOME", jdk("chosen", "1.8.0_392"));
        onPath(jdk("on path", "25"));

        assertThat(find()).isEqualTo(found("on path"));
    }

    @Test
    void a_java_home_without_compiler_is_passed_over() throws Exception {
        environment.put("JAVA_HOME", jdk("chosen", "25"));
        Files.delete(machine.resolve("chosen/bin/javac"));
        onPath(jdk("on path", "25"));

        assertThat(find()).isEqualTo(found("on path"));
    }

    @Test
    void the_java_on_the_path_is_followed_to_its_home() throws Exception {
        onPath(jdk("on path", "25"));
        jdk("usr/lib/jvm/newest", "27");

        assertThat(find()).isEqualTo(found("on path"));
    }

    @Test
    void of_the_usual_folders_the_newest_wins() throws Exception {
        onPath(jdk("usr/lib/jvm/java-17", "17.0.12"));
        jdk("usr/lib/jvm/jdk-25", "25.0.9");
        jdk("opt/jdk-25.0.11", "25.0.11");
        jdk("Library/Java/JavaVirtualMachines/temurin 25.jdk/Contents/Home", "25.0.2");

        assertThat(find()).isEqualTo(found("opt/jdk-25.0.11"));
    }

    @Test
    void a_jdk_of_homebrew_is_found() throws Exception {
        jdk("opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home", "25.0.1");

        assertThat(find()).isEqualTo(found("opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home"));
    }

    @Test
    void a_jdk_of_sdkman_is_found() throws Exception {
        jdk("home/.sdkman/candidates/java/21.0.4-tem", "21.0.4");
        jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");

        assertThat(find()).isEqualTo(found("home/.sdkman/candidates/java/25.0.1-tem"));
    }

    @Test
    void without_any_it_says_what_to_do() throws Exception {
        onPath(jdk("usr/lib/jvm/java-17", "17.0.12"));

        var answer = find();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("JDK 25", "JAVA_HOME");
    }

    private Answer found(String name) throws IOException {
        return new Answer(0, machine.resolve(name).toRealPath() + "\n", "");
    }

    private Answer find() throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder("/bin/sh", House.file(".mvn/find-jdk.sh").toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = process.getInputStream().readAllBytes();
        var err = process.getErrorStream().readAllBytes();
        return new Answer(
                process.waitFor(), new String(out, StandardCharsets.UTF_8), new String(err, StandardCharsets.UTF_8));
    }

    private String jdk(String name, String version) throws IOException {
        var home = machine.resolve(name);
        var bin = Files.createDirectories(home.resolve("bin"));
        for (var program : new String[] {"java", "javac"}) {
            program(bin.resolve(program), "exit 9");
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"None\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home.toString();
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }

    private void onPath(String home) throws IOException {
        var indirection = machine.resolve("alternatives");
        Files.createSymbolicLink(indirection, Path.of(home, "bin", "java"));
        Files.createSymbolicLink(machine.resolve("tools/java"), indirection);
    }

    private static Path tool(String name) {
        for (var place : new String[] {"/usr/bin/", "/bin/"}) {
            if (Files.isExecutable(Path.of(place + name))) {
                return Path.of(place + name);
            }
        }
        throw new IllegalStateException("this machine has no " + name);
    }
}
