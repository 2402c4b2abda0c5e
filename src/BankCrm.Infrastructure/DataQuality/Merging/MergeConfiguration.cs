using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.DataQuality.Merging;

internal sealed class MergeConfiguration : IEntityTypeConfiguration<Merge>, IViolations
{
    private const string OpenOfSurvivor = "ux_merges_survivor_open";
    private const string OpenOfLoser = "ux_merges_loser_open";
    private const string IsOpen = "status = 'Proposed'";
    private const string OtherProposal = "One of the two records is part of another proposal. Decide that one first.";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_merges"] = "This was proposed already.", // the same form, sent twice
        [OpenOfSurvivor] = OtherProposal,
        [OpenOfLoser] = OtherProposal,
    };

    public void Configure(EntityTypeBuilder<Merge> merges)
    {
        merges.ToTable("merges", table => table.HasCheckConstraint("ck_merges_two", "survivor_id <> loser_id"));
        merges.Property(m => m.FieldsFromLoser).HasMaxLength(400);
        merges.Property(m => m.Reason).HasMaxLength(Merge.ReasonMaxLength);
        merges.Property(m => m.Answer).HasMaxLength(Merge.ReasonMaxLength);
        merges.Ignore(m => m.FromLoser);
        merges.HasOne<Branch>().WithMany().HasForeignKey(m => m.BranchId).OnDelete(DeleteBehavior.Restrict);
        merges.HasOne<Customer>().WithMany().HasForeignKey(m => m.SurvivorId).OnDelete(DeleteBehavior.Restrict);
        merges.HasOne<Customer>().WithMany().HasForeignKey(m => m.LoserId).OnDelete(DeleteBehavior.Restrict);
        merges.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.ProposedBy).OnDelete(DeleteBehavior.Restrict);

        // One open proposal for each side. A record that is one side here and the other there: approving either outdates the other.
        merges.HasIndex(m => m.SurvivorId, OpenOfSurvivor).IsUnique().HasFilter(IsOpen).HasDatabaseName(OpenOfSurvivor);
        merges.HasIndex(m => m.LoserId, OpenOfLoser).IsUnique().HasFilter(IsOpen).HasDatabaseName(OpenOfLoser);
        merges.HasIndex(m => m.SurvivorId); // those of one customer
        merges.HasIndex(m => m.LoserId);
        merges.HasIndex(m => new { m.BranchId, m.Id }); // a branch's list, newest first
    }
}

internal sealed class MergeImageConfiguration : IEntityTypeConfiguration<MergeImage>
{
    public void Configure(EntityTypeBuilder<MergeImage> images)
    {
        images.ToTable("merge_images");
        images.HasKey(i => i.Id);
        images.Property(i => i.Id).ValueGeneratedNever();
        images.Property(i => i.TableName).HasMaxLength(MergeImage.TableMaxLength);
        images.Property(i => i.Before).HasColumnType("jsonb");
        images.Property(i => i.After).HasColumnType("jsonb");
        images.HasOne<Merge>().WithMany().HasForeignKey(i => i.MergeId).OnDelete(DeleteBehavior.Restrict);
        images.HasIndex(i => new { i.MergeId, i.TableName, i.Fate }); // table by table, and counted
    }
}
