package dev.holdfast.docs;

import static java.util.regex.Matcher.quoteReplacement;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the compiler said about one file when it was called as the build calls it. */
record Compilation(boolean succeeded, String output) {

    private static final Pattern ARGUMENT = Pattern.compile("<arg>([^<]+)</arg>");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

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
        var pom = House.text(House.file("pom.xml"));
        return ARGUMENT.matcher(pom)
                .results()
                .map(found -> PROPERTY.matcher(found.group(1)).replaceAll(name -> quoteReplacement(value(name, pom))))
                .toList();
    }

    private static String value(MatchResult property, String pom) {
        var element = Pattern.compile("<" + Pattern.quote(property.group(1)) + ">([^<]*)<")
                .matcher(pom);
        assertThat(element.find())
                .as("the property %s of the build", property.group(1))
                .isTrue();
        return element.group(1);
    }
}
