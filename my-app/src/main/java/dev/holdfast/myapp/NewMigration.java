package dev.holdfast.myapp;

import dev.holdfast.data.Upkeep;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a migration: a file for each kind of database, with what the models want and the tables do not have. */
@Command(
        name = "new",
        description = {
            "Writes the files of the next migration, one for each kind of database, with what would make the tables",
            "fit the models. Touches no database and overwrites nothing."
        },
        mixinStandardHelpOptions = true)
final class NewMigration implements Callable<Integer> {

    private static final Pattern NUMBERED = Pattern.compile("V([0-9]+).*__.*\\.sql");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "What it does, as in add-weight.")
    private String name = "";

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "src/main/resources/db/migration",
            description = "Where the files are. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        var words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        if (words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "A name has letters or digits in it, as in add-weight");
        }
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no folder " + folder + " here: name it with --folder");
        }
        var drafts = Upkeep.of(MyApp.stored(Main.settings())).draft(MyApp.SCHEMA);
        var stem = "V" + next() + "__" + words;
        var out = spec.commandLine().getOut();
        for (var draft : drafts.entrySet()) {
            var file = folder.resolve(stem + "." + draft.getKey() + ".sql");
            Files.writeString(file, draft.getValue(), StandardOpenOption.CREATE_NEW);
            out.println("wrote " + file);
        }
        out.println("Read and finish them; then try them on a copy: ./run migrate rehearse");
        return 0;
    }

    private BigInteger next() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(found -> found.matches())
                    .map(found -> new BigInteger(found.group(1)))
                    .reduce(BigInteger.ZERO, BigInteger::max)
                    .add(BigInteger.ONE);
        }
    }
}
