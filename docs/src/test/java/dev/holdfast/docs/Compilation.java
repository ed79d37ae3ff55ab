package dev.holdfast.docs;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the compiler said about one file when it was called as the build calls it. */
record Compilation(boolean succeeded, String output) {

    private static final Pattern ARGUMENT = Pattern.compile("<arg>([^<]+)</arg>");

    static Compilation of(Path source, Path classes) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(source, classes))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Compilation(process.waitFor() == 0, output);
    }

    private static List<String> command(Path source, Path classes) {
        var classPath = classPath();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        House.text(House.file(".mvn/jvm.config"))
                .lines()
                .filter(option -> !option.isBlank())
                .forEach(option -> command.add("-J" + option));
        command.addAll(List.of("-d", classes.toString(), "-classpath", classPath, "-processorpath", classPath));
        command.addAll(argumentsOfTheBuild());
        command.add(source.toString());
        return command;
    }

    /** Without folders that do not exist: the lint of the build takes them for a fault. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> Files.exists(Path.of(element)))
                .collect(joining(File.pathSeparator));
    }

    /** Read from the build itself, because a copy would go on working when the original does not. */
    private static List<String> argumentsOfTheBuild() {
        return ARGUMENT.matcher(House.text(House.file("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
