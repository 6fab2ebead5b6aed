import cities.models.evidence
import creativecity.thai_calendar
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0004_add_drafts_and_confirmations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='added_on',
            field=models.DateField(default=creativecity.thai_calendar.today, verbose_name='added on'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.FileField(blank=True, max_length=200, upload_to=cities.models.evidence.place, verbose_name='file'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='media_type',
            field=models.CharField(blank=True, max_length=100, verbose_name='type of the file'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='name',
            field=models.CharField(blank=True, max_length=255, verbose_name='name of the file'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='proposed_on',
            field=models.DateField(blank=True, null=True, verbose_name='proposed to be shown to the public on'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='published_on',
            field=models.DateField(blank=True, null=True, verbose_name='shown to the public since'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='retired_on',
            field=models.DateField(blank=True, null=True, verbose_name='retired on'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='retired_reason',
            field=models.TextField(blank=True, max_length=1000, verbose_name='why it was retired'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='sha256',
            field=models.CharField(blank=True, max_length=64, verbose_name='hash of the file'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='size',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='size in bytes'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='valid_until',
            field=models.DateField(blank=True, null=True, verbose_name='valid until'),
        ),
        migrations.AlterModelOptions(
            name='evidence',
            options={'ordering': ['pk'], 'permissions': [('publish_evidence', 'Can show evidence to the public')], 'verbose_name': 'evidence', 'verbose_name_plural': 'evidence'},
        ),
        migrations.AlterField(
            model_name='evidence',
            name='link',
            field=models.URLField(blank=True, max_length=500, verbose_name='link'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['city', 'sha256'], name='evidence_file'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link', ''), models.Q(('file', ''), _negated=True)), models.Q(models.Q(('link', ''), _negated=True), ('file', '')), _connector='OR'), name='evidence_file_or_link', violation_error_message='Give a file or a link, and not both.'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_by', None), ('published_on', None)), models.Q(('published_by__isnull', False), ('published_on__isnull', False)), _connector='OR'), name='evidence_published_by', violation_error_message='Say who published it, and on which day.'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_on', None), ('retired_reason', '')), models.Q(('retired_on__isnull', False), models.Q(('retired_reason', ''), _negated=True)), _connector='OR'), name='evidence_retired_reason', violation_error_message='Say why the piece is retired.'),
        ),
    ]
