using BankCrm.Application.Tasks.Assignment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Queues;

/// <summary>What the function open_work returns: no table.</summary>
internal sealed class OpenPiecesConfiguration : IEntityTypeConfiguration<OpenPieces>
{
    public void Configure(EntityTypeBuilder<OpenPieces> pieces)
    {
        pieces.HasNoKey().ToView(null);
        pieces.Property(p => p.Kind).HasColumnName("kind");
        pieces.Property(p => p.StaffId).HasColumnName("staff_id");
        pieces.Property(p => p.Priority).HasColumnName("priority");
        pieces.Property(p => p.IsHere).HasColumnName("is_here");
        pieces.Property(p => p.Pieces).HasColumnName("pieces");
    }
}
