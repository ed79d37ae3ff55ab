package dev.holdfast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What a rotating file was before: {@code combined-2026-11-23.1.log} and so on. */
final class OldFiles {

    private final Path folder;
    private final String stem;
    private final Pattern name;

    private record Old(Path file, LocalDate day, int number) {}

    OldFiles(Path file) {
        this.folder = file.toAbsolutePath().resolveSibling("");
        this.stem = file.getFileName().toString().replaceFirst("\\.log$", "");
        this.name = Pattern.compile(Pattern.quote(stem) + "-(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{1,9})\\.log");
    }

    /** Returns the name for a file that was begun on a day. */
    Path next(LocalDate day) throws IOException {
        var number = all().stream()
                .filter(each -> each.day().equals(day))
                .mapToInt(Old::number)
                .max()
                .orElse(0);
        return folder.resolve(stem + "-" + day + "." + (number + 1) + ".log");
    }

    /** Deletes the oldest until the rest, and one full file beside it, are within the bounds. */
    void prune(Rotation rotation) throws IOException {
        var all = all();
        var room = rotation.total().bytes() - rotation.file().bytes();
        var bytes = 0L;
        for (var index = 0; index < all.size(); index++) {
            var file = all.get(index).file();
            bytes += Files.size(file);
            if (index >= rotation.old() || bytes > room) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Returns the old files, the newest first. */
    private List<Old> all() throws IOException {
        var found = new ArrayList<Old>();
        try (var files = Files.newDirectoryStream(folder, stem + "-*")) {
            for (var file : files) {
                var match = name.matcher(file.getFileName().toString());
                if (match.matches()) {
                    found.add(new Old(file, LocalDate.parse(match.group(1)), Integer.parseInt(match.group(2))));
                }
            }
        }
        found.sort(Comparator.comparing(Old::day).thenComparingInt(Old::number).reversed());
        return found;
    }
}
