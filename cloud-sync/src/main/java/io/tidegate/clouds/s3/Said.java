package io.tidegate.clouds.s3;

import io.tidegate.clouds.http.Answer;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What an S3 server says in the beginning of its XML: the outermost element, and the texts in it. Empty where it is no XML, as from a
 * stranger. Immutable.
 *
 * @param root the outermost element
 * @param texts of elements right below it, by their names, no longer than a page shows
 */
record Said(String root, Map<String, String> texts) {

    private static final int ELEMENTS_MAX = 100;

    /** Neither declarations of types nor what they could fetch or blow up. */
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    static Said in(String body) {
        Map<String, String> texts = new HashMap<>();
        String root = "";
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(body));
            int depth = 0;
            String name = "";
            for (int elements = 0; xml.hasNext() && elements < ELEMENTS_MAX; ) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        elements++;
                        depth++;
                        root = depth == 1 ? xml.getLocalName() : root;
                        name = depth == 2 ? xml.getLocalName() : "";
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        name = "";
                    }
                    case XMLStreamConstants.CHARACTERS -> {
                        if (!name.isEmpty()) {
                            texts.merge(name, xml.getText(), String::concat);
                        }
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException cutOff) {
            // Only the beginning of an answer is read, and what stands before its end is enough.
        }
        texts.replaceAll((_, text) -> Answer.shortened(text));
        return new Said(root, Map.copyOf(texts));
    }

    boolean isError() {
        return root.equals("Error") && texts.containsKey("Code");
    }

    String code() {
        return texts.getOrDefault("Code", "");
    }

    /** Of the bucket. */
    Optional<String> region() {
        return Optional.ofNullable(texts.get("Region"));
    }

    /** Where the bucket is. */
    Optional<String> endpoint() {
        return Optional.ofNullable(texts.get("Endpoint"));
    }

    String words() {
        return texts.containsKey("Message") ? code() + ": " + texts.get("Message") : code();
    }
}
