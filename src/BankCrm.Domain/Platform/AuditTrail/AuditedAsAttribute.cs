namespace BankCrm.Domain.Platform.AuditTrail;

/// <summary>A change of this entity is recorded as this event, and not merely as a record that was created or changed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAsAttribute(string auditEvent) : Attribute
{
    public string Event { get; } = auditEvent;
}
