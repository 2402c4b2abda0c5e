namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>A small branch of an XML document, by local names: banks differ in namespaces and prefixes, not in these.</summary>
internal sealed class XmlNode(string name, int line)
{
    private List<XmlNode>? children;

    public string Name { get; } = name;
    public int Line { get; } = line;
    public string? Currency { get; set; }

    /// <summary>Null: it holds elements, or nothing.</summary>
    public string? Text { get; set; }

    public IReadOnlyList<XmlNode> Children => children ?? (IReadOnlyList<XmlNode>)[];

    public void Add(XmlNode child) => (children ??= []).Add(child);

    /// <summary>The first element on the way down these names. Null: there is none.</summary>
    public XmlNode? At(params ReadOnlySpan<string> names)
    {
        XmlNode? node = this;
        foreach (var next in names)
        {
            node = node?.Child(next);
        }

        return node;
    }

    /// <summary>The text there. Null: none, or an empty one.</summary>
    public string? Of(params ReadOnlySpan<string> names) => At(names)?.Text is { Length: > 0 } text ? text : null;

    public IEnumerable<XmlNode> All(string name) => Children.Where(c => c.Name == name);

    private XmlNode? Child(string name)
    {
        if (children is not null)
        {
            foreach (var child in children)
            {
                if (child.Name == name)
                {
                    return child;
                }
            }
        }

        return null;
    }
}
