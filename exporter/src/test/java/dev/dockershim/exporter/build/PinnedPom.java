package dev.dockershim.exporter.build;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A Maven POM, of which each dependency, plug-in and processor is to be one version for good. */
final class PinnedPom {

    /** One release: no range, no newest of anything, no snapshot. */
    private static final Pattern FIXED = Pattern.compile("(?!.*SNAPSHOT)\\d[\\w.-]*(?:\\+[\\w.-]+)?");

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    /** What has a version of something that is fetched. */
    private static final Set<String> FETCHED =
            Set.of("dependency", "plugin", "path", "extension", "palantirJavaFormat");

    private final Element project;
    private final Map<String, String> properties;

    private PinnedPom(Element project, Map<String, String> properties) {
        this.project = project;
        this.properties = properties;
    }

    /** A POM without a parent of this repository. */
    static PinnedPom of(String xml) {
        return of(xml, Map.of());
    }

    /** A module of this one. */
    PinnedPom module(String xml) {
        return of(xml, properties);
    }

    /** Versions that may become another one without a change of the file, one line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        NodeList versions = project.getElementsByTagName("version");
        for (int i = 0; i < versions.getLength(); i++) {
            Node parent = versions.item(i).getParentNode();
            if (parent instanceof Element of && FETCHED.contains(of.getTagName())) {
                String written = versions.item(i).getTextContent().strip();
                if (!written.equals("${project.version}") && !isFixed(written)) {
                    problems.add(name(of) + ": " + written);
                }
            }
        }
        return problems;
    }

    private boolean isFixed(String version) {
        Matcher property = PROPERTY.matcher(version);
        String value = property.matches() ? properties.getOrDefault(property.group(1), "") : version;
        return FIXED.matcher(value).matches();
    }

    private static String name(Element of) {
        NodeList names = of.getElementsByTagName("artifactId");
        return names.getLength() == 0
                ? of.getTagName()
                : names.item(0).getTextContent().strip();
    }

    private static PinnedPom of(String xml, Map<String, String> inherited) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Element project = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            Map<String, String> properties = new TreeMap<>(inherited);
            NodeList blocks = project.getElementsByTagName("properties");
            for (int i = 0; i < blocks.getLength(); i++) {
                NodeList children = blocks.item(i).getChildNodes();
                for (int j = 0; j < children.getLength(); j++) {
                    properties.put(
                            children.item(j).getNodeName(),
                            children.item(j).getTextContent().strip());
                }
            }
            return new PinnedPom(project, properties);
        } catch (Exception e) {
            throw new IllegalArgumentException("not a POM: " + e.getMessage(), e);
        }
    }
}
