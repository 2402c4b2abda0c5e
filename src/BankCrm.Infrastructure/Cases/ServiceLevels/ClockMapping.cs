using System.Text.Json;
using BankCrm.Domain.Cases.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.ServiceLevels;

internal static class ClockMapping
{
    /// <summary>A clock lies in the columns of the promise it belongs to.</summary>
    public static void MapClock(this ComplexPropertyBuilder<ServiceClock> time)
    {
        time.Property(t => t.Target).HasMaxLength(40).HasConversion(target => target.ToString(), stored => ServiceTarget.Read(stored));
        time.Property(t => t.Pauses).HasField("pauses").HasColumnType("jsonb").HasConversion(
            pauses => JsonSerializer.Serialize(pauses, JsonSerializerOptions.Default),
            stored => JsonSerializer.Deserialize<List<ClockPause>>(stored, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<ClockPause>>((one, other) => one!.SequenceEqual(other!), pauses => pauses.Count, pauses => pauses.ToList()));
    }
}
