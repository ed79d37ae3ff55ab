package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A link inside the repository leads somewhere. */
class LinksTest {

    private static final int FEWEST_LINKS = 6;

    @TestFactory
    Stream<DynamicTest> every_link_of_a_page_leads_somewhere() {
        return Page.all().stream()
                .map(page -> dynamicTest(
                        page.name(),
                        page.file().toUri(),
                        () -> assertThat(broken(page)).isEmpty()));
    }

    @Test
    void the_links_were_found() {
        assertThat(Page.all().stream().flatMap(page -> Link.of(page).stream()))
                .hasSizeGreaterThanOrEqualTo(FEWEST_LINKS);
    }

    private static List<String> broken(Page page) {
        var broken = new ArrayList<String>();
        for (var link : Link.of(page)) {
            fault(link).ifPresent(fault -> broken.add(link.place() + " -> " + link.target() + ": " + fault));
        }
        return broken;
    }

    private static Optional<String> fault(Link link) {
        if (!link.file().startsWith(House.file(""))) {
            return Optional.of("leaves the repository");
        }
        if (!Files.exists(link.file())) {
            return Optional.of("there is no such file");
        }
        if (link.anchor().isEmpty() || !link.file().toString().endsWith(".md")) {
            return Optional.empty();
        }
        return Anchors.of(Page.of(link.file())).contains(link.anchor())
                ? Optional.empty()
                : Optional.of("there is no such heading");
    }
}
