using System.Text;
using System.Xml;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Steps through an XML document without DTD, within limits, and takes small branches of it out.</summary>
internal sealed class XmlWalk : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersFromEntities = 1024 * 1024,
    };

    private readonly StatementLimits limits;
    private readonly XmlReader xml;
    private readonly char[] block = new char[4096];

    public XmlWalk(StatementText text, StatementLimits limits)
    {
        this.limits = limits;
        text.BreakAt("<>");
        xml = XmlReader.Create(text, Settings);
    }

    public bool IsStart => xml.NodeType is XmlNodeType.Element;
    public bool IsEnd => xml.NodeType is XmlNodeType.EndElement;
    public bool IsText => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;
    public bool IsEmpty => xml.IsEmptyElement;
    public int Depth => xml.Depth;
    public string Name => xml.LocalName;
    public string Namespace => xml.NamespaceURI;
    public int Line => ((IXmlLineInfo)xml).LineNumber;

    /// <summary>To the next node. False: the document has ended.</summary>
    public bool Step()
    {
        try
        {
            if (!xml.Read())
            {
                return false;
            }
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }

        return xml.Depth <= limits.Depth ? true : throw new UnreadableStatement(new Fault("Elements lie more than {0} deep in one another: this is no statement.", limits.Depth), Line);
    }

    /// <summary>To the end of the element it stands at.</summary>
    public void Skip()
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        do
        {
            if (!Step())
            {
                return;
            }
        }
        while (xml.Depth > depth);
    }

    /// <summary>The element it stands at, with all that is in it. Afterwards it stands at its end.</summary>
    /// <param name="taken">Handles a child itself and says so; then it must stand at that child's end.</param>
    public XmlNode Take(Func<string, bool>? taken = null) => Take(new Budget { Left = limits.Nodes }, taken);

    public void Dispose() => xml.Dispose();

    private XmlNode Take(Budget budget, Func<string, bool>? taken)
    {
        if (--budget.Left < 0)
        {
            throw new UnreadableStatement(new Fault("One entry has more than {0} parts: this is no statement.", limits.Nodes), Line);
        }

        var node = new XmlNode(xml.LocalName, Line) { Currency = xml.GetAttribute("Ccy") };
        if (xml.IsEmptyElement)
        {
            return node;
        }

        var depth = xml.Depth;
        while (Step() && !(IsEnd && xml.Depth == depth))
        {
            if (IsStart && taken?.Invoke(xml.LocalName) is not true)
            {
                node.Add(Take(budget, taken));
            }
            else if (IsText)
            {
                node.Text += TakeText();
            }
        }

        node.Text = node.Text?.Trim();
        return node;
    }

    /// <summary>The text it stands at, piece by piece, so that a long one is refused before it is whole in memory.</summary>
    public string TakeText()
    {
        try
        {
            var text = new StringBuilder();
            for (var count = xml.ReadValueChunk(block, 0, block.Length); count > 0; count = xml.ReadValueChunk(block, 0, block.Length))
            {
                text.Append(block, 0, count);
                if (text.Length > limits.Text)
                {
                    throw new UnreadableStatement(new Fault("A line or a value is longer than {0} letters: this is no statement.", limits.Text), Line);
                }
            }

            return text.ToString();
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
    }

    private static UnreadableStatement Broken(XmlException e) => new(
        e.Message.Contains("DTD", StringComparison.Ordinal)
            ? new Fault("The file brings a document type definition (DTD), which could reach for other files. It is not read.")
            : new Fault("The XML is broken or cut off at column {0}.", e.LinePosition),
        e.LineNumber);

    private sealed class Budget
    {
        public int Left { get; set; }
    }
}
