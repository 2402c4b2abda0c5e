using BankCrm.Application.Common;

namespace BankCrm.Web.Platform.Shell;

/// <summary>A line of the main navigation. A feature writes a sealed class with an empty constructor; it is found.</summary>
public interface IMenuEntry
{
    /// <summary>Who sees it. The page it leads to asks again.</summary>
    string Permission { get; }

    /// <summary>One of <see cref="MenuSections"/>.</summary>
    string Section { get; }

    /// <summary>The English sentence; translated in the feature's own file.</summary>
    string Sentence { get; }

    /// <summary>A Tabler icon: https://tabler.io/icons.</summary>
    string Icon { get; }

    string Path { get; }

    /// <summary>Place within the section.</summary>
    int Order { get; }

    /// <summary>Keys that lead there, such as "g c"; empty for none.</summary>
    string Keys => "";
}

/// <summary>Something to start from anywhere, in the header's "New" menu. Found like a menu entry.</summary>
public interface IQuickAction
{
    string Permission { get; }

    /// <summary>What is started: "New customer".</summary>
    string Sentence { get; }

    string Icon { get; }

    string Path { get; }

    int Order { get; }

    /// <summary>Keys that start it, such as "n c"; empty for none.</summary>
    string Keys => "";
}

/// <summary>The headings of the main navigation.</summary>
public static class MenuSections
{
    public const string Work = "My work";
    public const string Customers = "Customers";
    public const string Service = "Service";
    public const string Sales = "Sales and marketing";
    public const string Insight = "Insight";
    public const string Compliance = "Risk and compliance";
    public const string Administration = "Administration";

    /// <summary>As they stand below each other.</summary>
    internal static readonly string[] InOrder = [Work, Customers, Service, Sales, Insight, Compliance, Administration];
}

internal sealed class HomeEntry : IMenuEntry
{
    public string Permission => AllowAttribute.Everyone;

    public string Section => MenuSections.Work;

    public string Sentence => "Home";

    public string Icon => "home";

    public string Path => "/";

    public int Order => 0;

    public string Keys => "g h";
}
