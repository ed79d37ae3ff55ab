package dev.holdfast.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Copies the tagged regions of the sources into the pages that show them; {@code docs/update-snippets} runs it. */
final class UpdateSnippets {

    private UpdateSnippets() {}

    public static void main(String[] arguments) throws IOException {
        for (var page : Page.all()) {
            var updated = updated(page);
            if (!updated.equals(page.lines())) {
                Files.writeString(page.file(), String.join("\n", updated) + "\n");
                System.out.println("updated " + page.name());
            }
        }
    }

    private static List<String> updated(Page page) {
        var lines = new ArrayList<>(page.lines());
        // From the last one up: the places of those above stay true.
        for (var fence : page.fences().reversed()) {
            fence.source().ifPresent(region -> replace(fence, region, lines));
        }
        return lines;
    }

    private static void replace(Fence fence, Region region, List<String> lines) {
        var body = lines.subList(fence.opening() + 1, fence.closing());
        body.clear();
        region.text().forEach(line -> body.add(line.isEmpty() ? "" : fence.indentation() + line));
    }
}
