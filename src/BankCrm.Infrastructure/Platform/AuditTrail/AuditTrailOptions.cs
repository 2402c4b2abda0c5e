namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Settings under BankCrm:Audit.</summary>
public sealed class AuditTrailOptions
{
    /// <summary>Where signed heads of the chain go: best on another machine's volume. Default: anchors/audit.anchors in the data directory.</summary>
    public string AnchorFile { get; set; } = "";

    /// <summary>PEM, P-256, 0600. Made on first use outside Production, where it must be given.</summary>
    public string SigningKeyFile { get; set; } = "";

    /// <summary>In Production, lets a trail that has already run without an anchor file begin one. Take it out again afterwards.</summary>
    public bool BeginAnchorFile { get; set; }
}
